import type { Tenant } from '../context/tenant-context';
import type { Aadsts } from './aadsts';
import { describeRefusal, stamp } from './aadsts-stamp';

/** Captured answers with these numbers came without the address of a page about them. */
const withoutPage: readonly number[] = [70003, 700038];

/** The body of every refusal of the token endpoint; the same numbers as in the text, for programs. */
export function tokenError(
  tenant: Tenant,
  refusal: Aadsts,
  correlationId: string | undefined,
): Record<string, unknown> {
  const stamped = stamp(tenant.clock.now(), correlationId);
  return {
    error: refusal.error,
    error_description: describeRefusal(refusal, stamped),
    error_codes: [refusal.number],
    timestamp: stamped.timestamp,
    trace_id: stamped.traceId,
    correlation_id: stamped.correlationId,
    ...(!withoutPage.includes(refusal.number) && {
      error_uri: `https://login.microsoftonline.com/error?code=${refusal.number}`,
    }),
    ...(refusal.suberror !== undefined && { suberror: refusal.suberror }),
    ...(refusal.claims !== undefined && { claims: refusal.claims }),
  };
}
