import { useTranslations } from 'next-intl';
import type { FindingId } from '@/lib/doctor/examine-text';

type FindingMessageProps = {
  readonly id: FindingId;
  /** Address of Microsoft's page that explains the numbers of Entra ID's refusals. */
  readonly signInErrors: string;
};

/** Cause and fix of one error. */
export function FindingMessage({ id, signInErrors }: FindingMessageProps) {
  const t = useTranslations('doctor');
  return (
    <dl className="mt-1 grid max-w-[92ch] gap-x-4 gap-y-1 [overflow-wrap:anywhere] narrow:grid-cols-[max-content_minmax(0,1fr)]">
      <dt className="text-fg-3">{t('cause')}</dt>
      <dd>{t(`findings.${id}.cause`)}</dd>
      <dt className="text-fg-3">{t('fix')}</dt>
      <dd>{t(`findings.${id}.fix`, { page: signInErrors })}</dd>
    </dl>
  );
}
