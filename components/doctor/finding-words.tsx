'use client';

import { useTranslations } from 'next-intl';
import { useSignInErrors } from '@/components/shell/cloud-pages';
import type { FindingId } from '@/lib/doctor/examine-text';

/** Cause and fix of one error. */
export function FindingWords({ id }: { readonly id: FindingId }) {
  const t = useTranslations('doctor');
  const page = useSignInErrors();
  return (
    <dl className="mt-1 grid max-w-[92ch] gap-x-4 gap-y-1 [overflow-wrap:anywhere] narrow:grid-cols-[max-content_minmax(0,1fr)]">
      <dt className="text-fg-3">{t('cause')}</dt>
      <dd>{t(`findings.${id}.cause`)}</dd>
      <dt className="text-fg-3">{t('fix')}</dt>
      <dd>{t(`findings.${id}.fix`, { page })}</dd>
    </dl>
  );
}
