import { useTranslations } from 'next-intl';
import type { FindingId } from '@/lib/doctor/finding-id';
import type { NamedFact } from '@/lib/doctor/named-facts';

type FindingMessageProps = {
  readonly id: FindingId;
  /** Address of Microsoft's page that explains the numbers of Entra ID's refusals. */
  readonly signInErrors: string;
  /** What the text names; left out where there is no text. */
  readonly facts?: readonly NamedFact[];
};

/** Cause and fix of one error. */
export function FindingMessage({ id, signInErrors, facts = [] }: FindingMessageProps) {
  const t = useTranslations('doctor');
  const named = facts.map(({ kind, value }) => t(`facts.${kind}`, { value }));
  return (
    <dl className="mt-1 grid max-w-[92ch] gap-x-4 gap-y-1 [overflow-wrap:anywhere] narrow:grid-cols-[max-content_minmax(0,1fr)]">
      <dt className="text-fg-3">{t('cause')}</dt>
      <dd>{t(`findings.${id}.cause`)}</dd>
      <dt className="text-fg-3">{t('fix')}</dt>
      <dd>{[t(`findings.${id}.fix`, { page: signInErrors }), ...named].join(' ')}</dd>
    </dl>
  );
}
