import 'server-only';
import { z } from 'zod';
import { fetchWithRetry } from '@/lib/http/fetch-with-retry';
import { fail, type Result, succeed } from '@/lib/result';
import type { EntraApplication } from './entra-client';
import type { EntraProblem } from './entra-problem';

export type AdminConsentPlan = {
  /** Registered on the application. */
  readonly redirectUri: string;
  /** The API whose permissions the registration lists, such as https://graph.microsoft.com. */
  readonly resource: string;
  /** Comes back with the answer. */
  readonly state: string;
};

const discoverySchema = z.object({ authorization_endpoint: z.url() });

const unreachable: EntraProblem = { kind: 'unreachable', aadsts: null, correlationId: null };

/**
 * Where to send an administrator to grant everything that the application's registration lists. `.default` is the only
 * way to ask for application permissions. The page's host is that of the authorization endpoint, which discovery tells.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export async function adminConsentUrl(
  { authorityHost, tenantId, clientId, clock }: EntraApplication,
  { redirectUri, resource, state }: AdminConsentPlan,
  fetch: typeof globalThis.fetch,
): Promise<Result<string, EntraProblem>> {
  const discovery = await read(
    fetchWithRetry(fetch, clock),
    `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`,
  );
  if (!discovery) return fail(unreachable);
  const url = new URL(`/${tenantId}/v2.0/adminconsent`, discovery.authorization_endpoint);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('scope', `${resource}/.default`);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  return succeed(url.href);
}

async function read(fetch: typeof globalThis.fetch, address: string): Promise<z.infer<typeof discoverySchema> | null> {
  try {
    const response = await fetch(address);
    return discoverySchema.safeParse(await response.json()).data ?? null;
  } catch {
    return null;
  }
}
