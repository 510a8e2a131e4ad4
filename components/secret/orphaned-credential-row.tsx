import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Time } from '@/components/ui/time';
import { ValueRow } from '@/components/ui/value-list';
import type { OrphanedCredentialView } from '@/lib/pages/connector-queries';

type OrphanedCredentialRowProps = {
  readonly credential: OrphanedCredentialView;
  readonly onRemove: (() => void) | undefined;
};

/** A credential that may be in the tenant because work broke off, with the way to remove it. */
export function OrphanedCredentialRow({ credential, onRemove }: OrphanedCredentialRowProps) {
  const t = useTranslations('connector.lifeCycle');
  const { label, createdAt, expiresAt } = credential;
  return (
    <ValueRow
      label={t('leftover')}
      layout="stacked"
      actions={
        onRemove && (
          <Button variant="danger" aria-label={t('removeLeftoverNamed', { label })} onClick={onRemove}>
            {t('removeLeftover')}
          </Button>
        )
      }
    >
      {t.rich('leftoverText', {
        label,
        code: (chunks: ReactNode) => <code>{chunks}</code>,
        made: () => <Time at={createdAt} />,
        ends: () => <Time at={expiresAt} />,
      })}
    </ValueRow>
  );
}
