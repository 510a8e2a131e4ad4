import 'server-only';
import { currentRequestId } from '@/lib/request/current-request';
import type { Session } from '@/lib/session/session';
import { auditTrail, type AuditTrail } from './audit';
import { auditStore } from './audit-store';

/** What this session's person does by the request that is being answered. */
export async function currentAudit(session: Session): Promise<AuditTrail> {
  return auditTrail(auditStore, session, await currentRequestId());
}
