import 'server-only';
import { accessLevel, authorizeOperator } from '@/lib/session/access';
import { IDLE_MINUTES, SESSION_HOURS } from '@/lib/session/session';
import { requireViewer } from '@/lib/session/session-queries';
import { type OpenSession, sessionStore } from '@/lib/session/session-store';
import { nameBrowser } from './browser-name';
import { handleOf, type ListedSession, type SessionList } from './session-list';

/** The person's own sessions and, for operators, those of everybody else in the tenant. */
export async function getSessions(): Promise<SessionList> {
  const { session } = await requireViewer();
  const { tenantId, personId } = session;
  const seesOthers = authorizeOperator(session) !== null;
  const open = await sessionStore.listOpen(seesOthers ? { tenantId } : { tenantId, personId });
  const listed = (sessions: readonly OpenSession[]) => sessions.map((each) => list(each, each.id === session.id));
  return {
    own: listed(open.filter((each) => each.personId === personId)),
    others: seesOthers ? listed(open.filter((each) => each.personId !== personId)) : null,
    idleMinutes: IDLE_MINUTES,
    hours: SESSION_HOURS,
  };
}

function list(session: OpenSession, isThis: boolean): ListedSession {
  const { createdAt, lastUsedAt, expiresAt } = session;
  const idleAt = new Date(lastUsedAt.getTime() + IDLE_MINUTES * 60_000);
  const endsIdle = idleAt < expiresAt;
  return {
    ...nameBrowser(session.userAgent),
    handle: handleOf(session),
    upn: session.personUpn,
    access: accessLevel(session.roles),
    address: session.address === '' ? null : session.address,
    signedInAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    endsAt: (endsIdle ? idleAt : expiresAt).toISOString(),
    endsIdle,
    isThis,
  };
}
