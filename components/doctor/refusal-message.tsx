'use client';

import { NextIntlClientProvider, useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { useDefenderPortal, useSignInErrors } from '@/components/shell/cloud-pages';
import { useLater } from '@/components/ui/later';
import type { FindingId } from '@/lib/doctor/finding-id';
import { portalWords } from '@/lib/doctor/portal-words';
import { doctorTexts } from './doctor-texts';

type RefusalMessageProps = {
  readonly id: FindingId | undefined;
  /** The words of the cause: where the finding says no more, or the doctor's words cannot be fetched. */
  readonly otherwise: ReactNode;
};

/** Cause and remedy of an error that the portal itself met. */
export function RefusalMessage({ id, otherwise }: RefusalMessageProps) {
  return id === undefined || portalWords(id).kind === 'cause' ? otherwise : <Fetched id={id} otherwise={otherwise} />;
}

type FindingProps = { readonly id: FindingId; readonly otherwise: ReactNode };

function Fetched({ id, otherwise }: FindingProps) {
  const locale = useLocale();
  const messages = doctorTexts[locale];
  const words = useLater(messages);
  useEffect(() => messages.load(), [messages]);
  if (words === 'lost') return otherwise;
  if (typeof words === 'string') return null;
  return (
    <NextIntlClientProvider locale={locale} messages={words.part}>
      <FindingWords id={id} otherwise={otherwise} />
    </NextIntlClientProvider>
  );
}

/** The same where the doctor's words are there already. */
export function FindingWords({ id, otherwise }: FindingProps) {
  const t = useTranslations('doctor.findings');
  const here = useTranslations('doctor.here');
  const page = useSignInErrors();
  const portal = useDefenderPortal();
  const words = portalWords(id);
  // What a step keeps may have been written by another release, which knew other errors.
  if (words.kind === 'cause' || !t.has(`${id}.cause`)) return otherwise;
  if (words.kind === 'own') return here(words.key, { portal });
  return `${t(`${id}.cause`)} ${words.kind === 'request' ? here('request') : t(`${id}.fix`, { page })}`;
}
