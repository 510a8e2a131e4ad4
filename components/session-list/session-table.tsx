import { useTranslations } from 'next-intl';
import { Pill } from '@/components/ui/pill';
import { Time } from '@/components/ui/time';
import type { ListedSession } from '@/lib/session-list/session-list';
import { EndButton } from './end-button';

type SessionTableProps = {
  readonly label: string;
  readonly sessions: readonly ListedSession[];
  readonly withPerson: boolean;
};

export function SessionTable({ label, sessions, withPerson }: SessionTableProps) {
  const t = useTranslations('sessions');
  return (
    <table className="session-table" aria-label={label}>
      <thead className="sr-only narrow:not-sr-only narrow:table-header-group">
        <tr className="border-b border-divider">
          <th className="list-head">{t('columns.browser')}</th>
          {withPerson && <th className="list-head">{t('columns.person')}</th>}
          <th className="list-head">{t('columns.signedIn')}</th>
          <th className="list-head">{t('columns.lastUsed')}</th>
          <th className="list-head">{t('columns.ends')}</th>
          <th className="list-head w-32">
            <span className="sr-only">{t('columns.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <SessionRow key={session.handle} session={session} withPerson={withPerson} />
        ))}
      </tbody>
    </table>
  );
}

function SessionRow({ session, withPerson }: { readonly session: ListedSession; readonly withPerson: boolean }) {
  const t = useTranslations('sessions');
  const shell = useTranslations('shell');
  const { browser, system, upn, address, signedInAt, lastUsedAt, endsAt, endsIdle, isThis, handle } = session;
  const name = nameOf(t, { browser, system });
  return (
    <tr>
      <td>
        <b className="font-semibold">{name}</b>
        <small>{address ?? t('noAddress')}</small>
      </td>
      {withPerson && (
        <td>
          <span className="[overflow-wrap:anywhere]">{upn}</span>
          <small>{shell(`access.${session.access}`)}</small>
        </td>
      )}
      <td>
        <small className="narrow:hidden!">{t('columns.signedIn')}</small>
        <Time at={signedInAt} />
      </td>
      <td>
        <small className="narrow:hidden!">{t('columns.lastUsed')}</small>
        {isThis ? t('now') : <Time at={lastUsedAt} />}
      </td>
      <td>
        <small className="narrow:hidden!">{t('columns.ends')}</small>
        <Time at={endsAt} />
        <small>{endsIdle && !isThis ? t('ifIdle') : t('atLatest')}</small>
      </td>
      <td>
        {isThis ? (
          <Pill tone="good" icon="checkmarkCircle16">
            {t('thisBrowser')}
          </Pill>
        ) : (
          <EndButton target={handle} label={t('end')} description={t('endNamed', { name, upn })} />
        )}
      </td>
    </tr>
  );
}

function nameOf(
  t: ReturnType<typeof useTranslations<'sessions'>>,
  { browser, system }: Pick<ListedSession, 'browser' | 'system'>,
): string {
  if (browser && system) return t('browserOn', { browser, system });
  return browser ?? system ?? t('unknownBrowser');
}
