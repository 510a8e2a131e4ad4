import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';
import { ValueRow } from '@/components/ui/value-list';
import type { ApprovalPage } from '@/lib/approval/approval-queries';
import { GrantFacts } from './grant-facts';

type ApprovalBeforeSignInProps = {
  readonly link: string;
  readonly page: Extract<ApprovalPage, { kind: 'signedOut' }>;
};

/** What a link asks for, told before anybody has to sign in for it. */
export function ApprovalBeforeSignIn({ link, page }: ApprovalBeforeSignInProps) {
  const t = useTranslations('approval.page');
  return (
    <PlainPage
      icon="shield24"
      title={t('title')}
      lede={t('lede', { upn: page.status.askedByUpn ?? '' })}
      actions={
        <a className={buttonClass({ variant: 'primary' })} href={`/sign-in?from=/approve/${link}`}>
          {t('signIn')}
        </a>
      }
    >
      <GrantFacts grant={page}>
        <ValueRow label={t('tenant')} mono>
          {page.tenantId}
        </ValueRow>
      </GrantFacts>
      <p className="mt-3 text-fg-2">{t('beforeSignIn')}</p>
    </PlainPage>
  );
}
