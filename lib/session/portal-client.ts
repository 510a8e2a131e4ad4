import 'server-only';
import type { EntraClient } from '@/lib/entra/entra-client';
import { environment, environmentCloud } from '@/lib/env';
import { type RetryContext, systemClock } from '@/lib/http/retry';

/** This portal as an application in the tenant. */
export function portalClient(clock: RetryContext = systemClock): EntraClient {
  const { ENTRA_TENANT_ID, ENTRA_CLIENT_ID, credentials } = environment();
  return {
    authorityHost: environmentCloud().authorityHost,
    tenantId: ENTRA_TENANT_ID,
    clientId: ENTRA_CLIENT_ID,
    ...credentials.current,
    ...(credentials.next && { nextCredential: credentials.next }),
    clock,
  };
}
