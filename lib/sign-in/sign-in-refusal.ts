import 'server-only';
import { recordAnonymous } from '@/lib/audit/anonymous-request';
import { environment } from '@/lib/env';
import { currentRequestId } from '@/lib/request/current-request';

/** A sign-in that gave no session: nobody is known yet but the tenant that was asked. */
export async function recordSignInRefusal(reason: string): Promise<void> {
  await recordAnonymous({
    tenantId: environment().ENTRA_TENANT_ID,
    personId: null,
    personUpn: null,
    action: 'sign-in',
    outcome: 'refused',
    requestId: await currentRequestId(),
    detail: { reason },
  });
}
