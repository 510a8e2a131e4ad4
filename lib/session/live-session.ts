import 'server-only';
import { environment } from '@/lib/env';
import { log } from '@/lib/log';
import { systemClock } from '@/lib/http/retry';
import { shareLooks } from '@/lib/signal/changes';
import { checkSession } from './check-session';
import { endSession } from './end-session';
import { graphContext, openReadTokens } from './graph-access';
import { rememberPerson } from './person-of-session';
import { portalClient } from './portal-client';
import { portalSealer } from '@/lib/seal/portal-keys';
import type { Session } from './session';
import { sessionStore } from './session-store';

/** Microsoft is asked in the background from here on, so that nobody who works on waits for it; milliseconds. */
const CHECK_AFTER_MS = 3 * 60_000;
/** Nobody is believed for longer: whoever comes back later waits for Microsoft's answer. */
const CHECK_LIMIT_MS = 5 * 60_000;

/**
 * A session as it stands now: not ended, of this portal's tenant, and of a person whom Microsoft let work here a few
 * minutes ago. One statement, but when Microsoft has to be asked.
 */
export async function findLiveSession(id: string): Promise<Session | null> {
  const session = await sessionStore.find(id);
  if (session?.tenantId !== environment().ENTRA_TENANT_ID) return null;
  rememberPerson(session);
  const age = Date.now() - session.checkedAt.getTime();
  if (age < CHECK_AFTER_MS) return session;
  const checked = checkOnce(session);
  if (age >= CHECK_LIMIT_MS) return checked;
  checked.catch((error: unknown) => {
    log().warn({ err: error instanceof Error ? error.name : 'unknown' }, 'a session could not be checked');
  });
  return session;
}

const sessionsRead = shareLooks<Session | null>();

/** For what goes on after the request was judged: streams of one session ask together. */
export async function isLive(id: string): Promise<boolean> {
  return (await sessionsRead(id, () => findLiveSession(id))) !== null;
}

/** Many requests of one session ask Microsoft once. */
const checking = new Map<string, Promise<Session | null>>();

function checkOnce(session: Session): Promise<Session | null> {
  const under = checking.get(session.id);
  if (under) return under;
  const checked = check(session).finally(() => checking.delete(session.id));
  checking.set(session.id, checked);
  return checked;
}

async function check(session: Session): Promise<Session | null> {
  const dependencies = {
    ...{ sessions: sessionStore, portal: portalClient(systemClock), sealer: portalSealer(), graph: graphContext },
    now: Date.now,
    end: (ended: Session, reason: 'account' | 'role') => endSession(ended, { reason, requestId: 'check' }),
  };
  return checkSession(dependencies, session, await openReadTokens(session));
}
