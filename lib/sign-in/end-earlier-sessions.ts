import 'server-only';
import { endSession } from '@/lib/session/end-session';
import type { Session } from '@/lib/session/session';
import { sessionStore } from '@/lib/session/session-store';

/** At once for one person; the one that was used the longest ago goes first. */
export const MOST_SESSIONS = 10;

type SignInRequest = {
  /** What the browser held before, whoever's it was; null when it held none. */
  readonly previousId: string | null;
  readonly requestId: string;
};

/**
 * A browser has one session: signing in ends the one that it had, also another person's. And a person has not any number
 * of them.
 */
export async function endEarlierSessions(session: Session, { previousId, requestId }: SignInRequest): Promise<void> {
  const previous = previousId === null || previousId === session.id ? null : await sessionStore.find(previousId);
  if (previous) await endSession(previous, { reason: 'replaced', requestId });
  const { tenantId, personId } = session;
  const open = await sessionStore.listOpen({ tenantId, personId });
  for (const surplus of open.filter(({ id }) => id !== session.id).slice(MOST_SESSIONS - 1)) {
    await endSession(surplus, { reason: 'tooMany', requestId });
  }
}
