import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Time } from '@/components/ui/time';
import type { PendingPurge } from '@/lib/directory/pending-purge';
import type { Outcome } from '@/lib/operations/outcome';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** What can be said of an end: that all is gone, that it lies in the recycle bin, or that nobody could look. */
export function endOf({
  pendingPurges,
  binUnread,
}: Extract<Outcome, { kind: 'undone' }>): 'undone' | 'inBin' | 'binUnread' {
  if (pendingPurges.length > 0) return 'inBin';
  return binUnread ? 'binUnread' : 'undone';
}

/** What is deleted and not gone for good, why, and how to remove it by hand. */
export function LeftInRecycleBin({ left }: { readonly left: readonly PendingPurge[] }) {
  const t = useTranslations('setup.left');
  if (left.length === 0) return null;
  return (
    <div className="mt-2">
      <p>{t('text')}</p>
      <ul className="mt-1 list-disc pl-5">
        {left.map(({ what, objectId, why, until }) => (
          <li key={objectId}>
            {t.rich(what, { id: objectId, code })} {t(why)}{' '}
            {until && t.rich('until', { date: () => <Time at={until} style="date" /> })}
          </li>
        ))}
      </ul>
      <p className="mt-1">{t.rich('byHand', { code })}</p>
    </div>
  );
}
