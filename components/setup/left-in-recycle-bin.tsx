import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PendingPurge } from '@/lib/directory/pending-purge';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

/** What is deleted and not gone for good, why, and how to remove it by hand. */
export function LeftInRecycleBin({ left }: { readonly left: readonly PendingPurge[] }) {
  const t = useTranslations('setup.left');
  if (left.length === 0) return null;
  return (
    <div className="mt-2">
      <p>{t('text')}</p>
      <ul className="mt-1 list-disc pl-5">
        {left.map(({ what, objectId, why }) => (
          <li key={objectId}>
            {t.rich(what, { id: objectId, code })} {t(why)}
          </li>
        ))}
      </ul>
      <p className="mt-1">{t.rich('byHand', { code })}</p>
    </div>
  );
}
