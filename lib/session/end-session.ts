import 'server-only';
import { auditTrail } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { announceChange } from '@/lib/signal/changes';
import { forgetAnswers } from './kept-answers';
import { type Session, type SessionEndReason, sessionSubject } from './session';
import { sessionStore } from './session-store';

export type Ending = {
  readonly reason: SessionEndReason;
  /** Who ended another person's session; left out where it is the person's own doing, or Microsoft's. */
  readonly by?: Pick<Session, 'tenantId' | 'personId' | 'personUpn'>;
  readonly requestId: string;
};

/**
 * Ends a session on the server, with everything that hangs on it: tokens, consents, what waits to begin, and streams,
 * which are told at once here and look before each message elsewhere.
 *
 * @returns false when it had ended before; then nothing is recorded
 */
export async function endSession(session: Session, { reason, by, requestId }: Ending): Promise<boolean> {
  const ended = await sessionStore.end(session.id, { reason, byUpn: by?.personUpn ?? null });
  forgetAnswers(session.id);
  announceChange(sessionSubject(session.id));
  if (!ended) return false;
  const trail = auditTrail(auditStore, by ?? session, requestId);
  if (reason === 'signedOut') await trail.record({ action: 'sign-out', outcome: 'done' });
  else await trail.record({ action: 'session-end', outcome: 'done', detail: { reason, person: session.personUpn } });
  return true;
}
