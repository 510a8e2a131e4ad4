import 'server-only';
import { currentRequestId } from '@/lib/request/current-request';
import { type AuditedPerson, auditTrail, type AuditTrail } from './audit';
import { auditStore } from './audit-store';

/** What this person does by the request that is being answered. */
export async function currentAudit(person: AuditedPerson): Promise<AuditTrail> {
  return auditTrail(auditStore, person, await currentRequestId());
}
