import { useTranslations } from 'next-intl';
import { assertNever } from '@/lib/assert-never';
import { getCloudPages } from '@/lib/locale/cloud-pages-queries';
import type { Prerequisite, Unread } from '@/lib/prerequisites/prerequisite';

const code = (chunks: React.ReactNode) => <code className="narrow:whitespace-nowrap">{chunks}</code>;

/** What a check found, in words: first what is, then what to do. */
export function CheckResult({ check }: { readonly check: Prerequisite }) {
  if ('cause' in check.found) return <UnreadFound unread={check.found} />;
  switch (check.name) {
    case 'roles':
      return <RolesFound found={check.found} />;
    case 'grantableApis':
      return <ApisFound found={check.found} />;
    case 'licence':
      return <LicenceFound found={check.found} />;
    case 'defenderApi':
      return <DefenderFound found={check.found} />;
    case 'secretPolicy':
      return <PolicyFound found={check.found} />;
    default:
      return assertNever(check);
  }
}

type FoundBy<Name extends Prerequisite['name']> = {
  readonly found: Exclude<Extract<Prerequisite, { name: Name }>['found'], Unread>;
};

function RolesFound({ found }: FoundBy<'roles'>) {
  const t = useTranslations('prerequisites.roles');
  const names = useTranslations('access.roles');
  return (
    <>
      <p>
        {found.roles.length > 0 ? t('active', { roles: found.roles.map((role) => names(role)).join(', ') }) : t('none')}
      </p>
      {found.missing !== 'none' && <p>{t(found.missing)}</p>}
      {found.asOfSignIn && <p>{t('asOfSignIn')}</p>}
    </>
  );
}

function ApisFound({ found }: FoundBy<'grantableApis'>) {
  const t = useTranslations('prerequisites.grantableApis');
  const names = useTranslations('enable.apis');
  return (
    <>
      <p>
        {found.grantable.length > 0
          ? t('some', { apis: found.grantable.map((api) => names(`${api}.name`)).join(', ') })
          : t('none')}
      </p>
      {found.others.map((api) => (
        <p key={api}>{t(api)}</p>
      ))}
    </>
  );
}

function LicenceFound({ found }: FoundBy<'licence'>) {
  const t = useTranslations('prerequisites.licence');
  if (found.plan) return <p>{t(found.plan)}</p>;
  return (
    <>
      <p>{t('none')}</p>
      <p>{t('without')}</p>
    </>
  );
}

function DefenderFound({ found }: FoundBy<'defenderApi'>) {
  const t = useTranslations('prerequisites.defenderApi');
  if (found.offersRole) return <p>{t('exists')}</p>;
  const portal = getCloudPages().defenderPortal;
  const words = found.exists ? 'noRole' : 'absent';
  return (
    <>
      <p>{t(words)}</p>
      <p>{portal === null ? t('notInCloud') : t(`${words}Fix`, { portal })}</p>
    </>
  );
}

function PolicyFound({ found }: FoundBy<'secretPolicy'>) {
  const t = useTranslations('prerequisites.secretPolicy');
  if (!found.allowed) {
    return (
      <>
        <p>{t('forbidden')}</p>
        <p>{t('forbiddenFix')}</p>
      </>
    );
  }
  return <p>{found.maxDays === null ? t('unlimited') : t('limited', { days: found.maxDays })}</p>;
}

function UnreadFound({ unread }: { readonly unread: Unread }) {
  const t = useTranslations('prerequisites.unread');
  switch (unread.cause) {
    case 'scope':
      return (
        <>
          <p>{t.rich('scope', { scope: unread.scope, code })}</p>
          <p>{t('scopeFix')}</p>
        </>
      );
    case 'session':
      return (
        <>
          <p>{t('session')}</p>
          <p>{t('sessionFix')}</p>
        </>
      );
    case 'answer':
      return <Unanswered words={t('answer', { status: String(unread.status) })} requestId={unread.requestId} />;
    case 'silence':
      return <Unanswered words={t('silence')} requestId={unread.requestId} />;
    default:
      return assertNever(unread);
  }
}

function Unanswered({ words, requestId }: { readonly words: string; readonly requestId: string }) {
  const t = useTranslations('prerequisites.unread');
  return (
    <>
      <p>
        {words} {t('answerFix')}
      </p>
      {requestId && <p>{t.rich('requestId', { id: requestId, code: (chunks) => <code>{chunks}</code> })}</p>}
    </>
  );
}
