import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { ApprovalPage } from '@/lib/approval/approval-queries';
import { checkRolesAgain, switchAccount } from '@/lib/sign-in/sign-in-actions';

type ApprovalRefusedProps = {
  readonly link: string;
  readonly page: Exclude<ApprovalPage, { kind: 'open' | 'signedOut' }>;
};

/** A link that leads nowhere, or a person who may not decide: why, and what to do. */
export function ApprovalRefused({ link, page }: ApprovalRefusedProps) {
  return page.kind === 'role' ? <WrongRole link={link} page={page} /> : <UnknownLink link={link} upn={page.upn} />;
}

function UnknownLink({ link, upn }: { readonly link: string; readonly upn: string | null }) {
  const t = useTranslations('approval.unknown');
  const actions = upn !== null && <OtherAccount link={link} />;
  return (
    <PlainPage icon="questionCircle16" title={t('title')} lede={t('lede')} actions={actions}>
      {upn !== null && (
        <ValueList className="mt-8">
          <ValueRow label={t('account')}>{upn}</ValueRow>
        </ValueList>
      )}
    </PlainPage>
  );
}

type WrongRoleProps = { readonly link: string; readonly page: Extract<ApprovalPage, { kind: 'role' }> };

function WrongRole({ link, page }: WrongRoleProps) {
  const t = useTranslations('approval.role');
  const access = useTranslations('access');
  const roles = page.roles.map((role) => access(`roles.${role}`)).join(', ');
  return (
    <PlainPage
      icon="lockClosed32"
      title={t('title')}
      lede={t('lede')}
      actions={
        <>
          <form action={checkRolesAgain}>
            <input type="hidden" name="from" value={`/approve/${link}`} />
            <Button type="submit" variant="primary">
              {access('checkAgain')}
            </Button>
          </form>
          <OtherAccount link={link} />
        </>
      }
    >
      <ValueList className="mt-8">
        <ValueRow label={t('account')}>{page.upn}</ValueRow>
        <ValueRow label={t('active')}>{roles || t('none')}</ValueRow>
        <ValueRow label={t('needed')}>{t(page.api)}</ValueRow>
      </ValueList>
      <p className="mt-3 text-caption text-fg-3">{access('recorded')}</p>
    </PlainPage>
  );
}

function OtherAccount({ link }: { readonly link: string }) {
  const access = useTranslations('access');
  return (
    <form action={switchAccount}>
      <input type="hidden" name="from" value={`/approve/${link}`} />
      <Button type="submit">{access('otherAccount')}</Button>
    </form>
  );
}
