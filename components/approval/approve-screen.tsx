import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { PlainPage } from '@/components/ui/plain-page';
import { Time } from '@/components/ui/time';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import { checkApproval, declineApproval, goToApprove } from '@/lib/approval/approval-actions';
import { type ApprovalPage, getApprovalPage } from '@/lib/approval/approval-queries';
import { ApprovalRefused } from './approval-refused';

type ApproveScreenProps = { readonly token: string; readonly problem: unknown };

/** Where a link leads: what is asked, of whom and by whom, and the two answers. */
export async function ApproveScreen({ token, problem }: ApproveScreenProps) {
  const page = await getApprovalPage(token, problem);
  if (page.kind !== 'open') return <ApprovalRefused token={token} page={page} />;
  return <OpenApproval token={token} page={page} />;
}

type OpenPage = Extract<ApprovalPage, { kind: 'open' }>;
type OpenApprovalProps = { readonly token: string; readonly page: OpenPage };

const code = (chunks: ReactNode) => <code>{chunks}</code>;

function OpenApproval({ token, page }: OpenApprovalProps) {
  const t = useTranslations('approval.page');
  const { status } = page;
  return (
    <PlainPage
      icon="shield24"
      title={t('title')}
      lede={t('lede', { upn: status.askedByUpn ?? '' })}
      actions={status.state === 'waiting' && <Answers token={token} page={page} />}
    >
      {status.state === 'waiting' ? <Problem page={page} /> : <Decided page={page} />}
      <Facts page={page} />
      {status.state === 'waiting' && <p className="mt-3 text-fg-2">{t('compare')}</p>}
    </PlainPage>
  );
}

function Answers({ token, page }: OpenApprovalProps) {
  const t = useTranslations('approval.page');
  const field = <input type="hidden" name="token" value={token} />;
  return (
    <>
      {page.problem !== 'changed' && (
        <form action={goToApprove}>
          {field}
          <Button type="submit" variant="primary">
            {t('approve')}
          </Button>
        </form>
      )}
      {(page.problem === 'missing' || page.problem === 'unread') && (
        <form action={checkApproval}>
          {field}
          <Button type="submit">{t('checkAgain')}</Button>
        </form>
      )}
      <form action={declineApproval}>
        {field}
        <Button type="submit">{t('decline')}</Button>
      </form>
    </>
  );
}

function Problem({ page }: { readonly page: OpenPage }) {
  const t = useTranslations('approval.problems');
  if (!page.problem) return null;
  return (
    <MessageBar
      tone={page.problem === 'missing' || page.problem === 'cancelled' ? 'soon' : 'bad'}
      alert
      title={t(`${page.problem}.title`)}
      className="mt-6"
    >
      {t(`${page.problem}.text`)}
    </MessageBar>
  );
}

function Decided({ page }: { readonly page: OpenPage }) {
  const t = useTranslations('approval.page');
  const { state, askedByUpn, decidedByUpn, decidedAt, expiresAt } = page.status;
  const upn = askedByUpn ?? '';
  if (state === 'expired') {
    return (
      <MessageBar tone="soon" title={t('expiredTitle')} className="mt-6">
        {t.rich('expiredText', { upn, time: () => <Time at={expiresAt ?? ''} /> })}
      </MessageBar>
    );
  }
  const approved = state === 'approved';
  const decided = { upn, decider: decidedByUpn ?? '', time: () => <Time at={decidedAt ?? ''} /> };
  return (
    <MessageBar
      tone={approved ? 'good' : 'plain'}
      title={t(approved ? 'approvedTitle' : 'declinedTitle')}
      className="mt-6"
    >
      {t.rich(approved ? 'approvedText' : 'declinedText', decided)}{' '}
      <span className="block text-caption text-fg-3">{t('used')}</span>
    </MessageBar>
  );
}

function Facts({ page }: { readonly page: OpenPage }) {
  const t = useTranslations('approval.page');
  const apis = useTranslations('enable.apis');
  const { status, name, appId, api, appRole, delegatedScope, askedAt, upn } = page;
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
      <ValueRow label={t('you')}>{upn}</ValueRow>
    </ValueList>
  );
}
