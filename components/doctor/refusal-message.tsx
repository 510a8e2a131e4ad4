'use client';

import { NextIntlClientProvider, useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { useSignInErrors } from '@/components/shell/cloud-pages';
import { useLater } from '@/components/ui/later';
import type { FindingId } from '@/lib/doctor/finding-id';
import { doctorTexts } from './doctor-texts';

type RefusalMessageProps = {
  readonly id: FindingId;
  /** What is said when the doctor's words cannot be fetched. */
  readonly otherwise: ReactNode;
};

/** What the doctor says of one refusal. */
export function RefusalMessage({ id, otherwise }: RefusalMessageProps) {
  const locale = useLocale();
  const messages = doctorTexts[locale];
  const words = useLater(messages);
  useEffect(() => messages.load(), [messages]);
  if (words === 'lost') return otherwise;
  if (typeof words === 'string') return null;
  return (
    <NextIntlClientProvider locale={locale} messages={words.part}>
      <CauseAndFix id={id} />
    </NextIntlClientProvider>
  );
}

function CauseAndFix({ id }: { readonly id: FindingId }) {
  const t = useTranslations('doctor.findings');
  const page = useSignInErrors();
  return `${t(`${id}.cause`)} ${t(`${id}.fix`, { page })}`;
}
