import 'server-only';
import { z } from 'zod';
import { callService, type Service, type ServiceRequest } from '@/lib/http/call-service';
import { parseAnswer } from '@/lib/http/parse-answer';
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

/** Anyone may read it. */
function discovery(send: typeof fetch): Service<ServiceRequest & { readonly address: string }> {
  return {
    send: ({ address }, { signal }) => send(address, { signal }),
    timeoutMs: 20_000,
    longestAnswerBytes: 1_000_000,
  };
}

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
  const address = `${authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`;
  const answered = await callService(discovery(fetch), { method: 'GET', address }, clock);
  const document = answered.ok ? parseAnswer(answered.value, discoverySchema) : answered;
  if (!document.ok) return fail(unreachable);
  const url = new URL(`/${tenantId}/v2.0/adminconsent`, document.value.authorization_endpoint);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('scope', `${resource}/.default`);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  return succeed(url.href);
}
