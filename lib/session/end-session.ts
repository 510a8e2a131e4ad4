import 'server-only';
import { auditStore } from '@/lib/audit/audit-store';
import { consentStore } from '@/lib/consent/consent-store';
import { forgetAnswers } from './kept-answers';
import type { Session } from './session';
import { sessionStore } from './session-store';

/** Ends a session on the server, and with it the tokens that were brought while it lasted. */
export async function endSession({ id, tenantId, personId, personUpn }: Session, requestId: string): Promise<void> {
  await sessionStore.remove(id);
  forgetAnswers(id);
  await consentStore.dropGrants({ tenantId, personId });
  await auditStore.record({ tenantId, personId, personUpn, action: 'sign-out', outcome: 'done', requestId });
}
