import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { RequestedGrant } from '@/lib/approval/approval-queries';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type GrantFactsProps = { readonly grant: RequestedGrant; readonly children: ReactNode };

/** What would be granted, to what, and who asks. The children are further rows. */
export function GrantFacts({ grant, children }: GrantFactsProps) {
  const t = useTranslations('approval.page');
  const apis = useTranslations('enable.apis');
  const { status, name, appId, api, appRole, delegatedScope, askedAt } = grant;
  return (
    <ValueList className="mt-8">
      <ValueRow label={t('connector')}>{name}</ValueRow>
      <ValueRow label={t('appId')} mono>
        {appId}
      </ValueRow>
      <ValueRow label={t('api')}>{apis(`${api}.name`)}</ValueRow>
      <ValueRow label={t('permission')}>{t.rich('permissionText', { permission: appRole, code })}</ValueRow>
      <ValueRow label={t('delegated')}>{t.rich('delegatedText', { permission: delegatedScope, code })}</ValueRow>
      <ValueRow label={t('askedBy')}>
        {t.rich('asked', { upn: status.askedByUpn ?? '', time: () => <Time at={askedAt} /> })}
      </ValueRow>
      {status.expiresAt && (
        <ValueRow label={t('ends')}>
          <Time at={status.expiresAt} />
        </ValueRow>
      )}
      {children}
    </ValueList>
  );
}
