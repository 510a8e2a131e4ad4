import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { PlainPage } from '@/components/ui/plain-page';
import { Time } from '@/components/ui/time';
import { ValueRow } from '@/components/ui/value-list';
import { checkApproval, declineApproval, goToApprove } from '@/lib/approval/approval-actions';
import { type ApprovalPage, getApprovalPage } from '@/lib/approval/approval-queries';
import { ApprovalBeforeSignIn } from './approval-before-sign-in';
import { ApprovalRefused } from './approval-refused';
import { GrantFacts } from './grant-facts';
import { OpenLink } from './open-link';

type ApproveScreenProps = { readonly link: string; readonly problem: unknown };

/** Where a link leads: what is asked, of whom and by whom, and the two answers. */
export async function ApproveScreen({ link, problem }: ApproveScreenProps) {
  const page = await getApprovalPage(link, problem);
  return (
    <OpenLink path={link} opened={page.kind !== 'closed'}>
      <ApproveContent link={link} page={page} />
    </OpenLink>
  );
}

function ApproveContent({ link, page }: { readonly link: string; readonly page: ApprovalPage }) {
  if (page.kind === 'open') return <OpenApproval link={link} page={page} />;
  if (page.kind === 'signedOut') return <ApprovalBeforeSignIn link={link} page={page} />;
  return <ApprovalRefused link={link} page={page} />;
}

type OpenPage = Extract<ApprovalPage, { kind: 'open' }>;
type OpenApprovalProps = { readonly link: string; readonly page: OpenPage };

function OpenApproval({ link, page }: OpenApprovalProps) {
  const t = useTranslations('approval.page');
  const { status } = page;
  return (
    <PlainPage
      icon="shield24"
      title={t('title')}
      lede={t('lede', { upn: status.askedByUpn ?? '' })}
      actions={status.state === 'waiting' && <Answers link={link} page={page} />}
    >
      {status.state === 'waiting' ? <Problem page={page} /> : <Decided page={page} />}
      <GrantFacts grant={page}>
        <ValueRow label={t('you')}>{page.upn}</ValueRow>
      </GrantFacts>
      {status.state === 'waiting' && <p className="mt-3 text-fg-2">{t('compare')}</p>}
    </PlainPage>
  );
}

function Answers({ link, page }: OpenApprovalProps) {
  const t = useTranslations('approval.page');
  const field = <input type="hidden" name="link" value={link} />;
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
