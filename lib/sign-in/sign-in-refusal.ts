import 'server-only';
import { auditStore } from '@/lib/audit/audit-store';
import { environment } from '@/lib/env';
import { currentRequestId } from '@/lib/request/current-request';

/** A sign-in that gave no session: nobody is known yet but the tenant that was asked. */
export async function recordSignInRefusal(reason: string): Promise<void> {
  await auditStore.record({
    tenantId: environment().ENTRA_TENANT_ID,
    personId: null,
    personUpn: null,
    action: 'sign-in',
    outcome: 'refused',
    requestId: await currentRequestId(),
    detail: { reason },
  });
}
