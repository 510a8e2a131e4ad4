import 'server-only';
import { auditTrail } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { authorizationStore } from '@/lib/operation/authorization-store';
import { forgetAnswers } from '@/lib/session/kept-answers';
import type { Session } from '@/lib/session/session';
import { sessionStore } from '@/lib/session/session-store';

/** Ends a session on the server, and with it the tokens that were brought while it lasted. */
export async function endSession(session: Session, requestId: string): Promise<void> {
  await sessionStore.remove(session.id);
  forgetAnswers(session.id);
  await authorizationStore.dropElevatedTokens(session);
  await auditTrail(auditStore, session, requestId).record({ action: 'sign-out', outcome: 'done' });
}
