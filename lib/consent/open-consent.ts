import 'server-only';
import { type AuthorizationRequest, createAuthorizationRequest } from '@/lib/entra/authorization-request';
import type { EntraApplication, EntraClient } from '@/lib/entra/entra-client';
import type { EntraProblem } from '@/lib/entra/entra-problem';
import { fail, type Result, succeed } from '@/lib/result';
import type { Sealer } from '@/lib/seal/seal';
import { type ConsentFlow, type Grant, GRANT_PURPOSE, isExpired, PASSAGE_PURPOSE, type Surface } from './consent';
import { hashSecret, newCookieValue } from './consent-secrets';
import type { ConsentStore } from './consent-store';

export type ConsentDependencies = {
  readonly flows: ConsentStore;
  readonly sealer: Sealer;
  readonly portal: EntraClient;
  /** This portal's address for Entra to send the browser back to. */
  readonly redirectUri: string;
  readonly now: () => number;
};

/** Where to send the browser, and the cookie that it must bring back. */
export type OpenedPassage = { readonly url: string; readonly cookie: string };

export type OpenRefusal = { readonly kind: 'closed' } | { readonly kind: 'entra'; readonly problem: EntraProblem };

/** Begins the passage through Entra for this portal's own call. */
export async function openConsent(
  dependencies: ConsentDependencies,
  flow: ConsentFlow,
  surface: Surface,
): Promise<Result<OpenedPassage, OpenRefusal>> {
  if (flow.state !== 'waiting' || isExpired(flow, dependencies.now())) return fail({ kind: 'closed' });
  const { redirectUri, portal } = dependencies;
  const request = await createAuthorizationRequest(portal, { redirectUri, scopes: flow.scopes });
  if (!request.ok) return fail({ kind: 'entra', problem: request.error });
  return record(dependencies, flow, { request: request.value, leg: 'portal', surface, grant: null });
}

export type ConnectorPassage = {
  readonly application: EntraApplication;
  readonly scopes: readonly string[];
  readonly grant: Grant;
};

/** Goes straight on, in the same window, to sign in to the connector application. */
export async function openConnectorSignIn(
  dependencies: ConsentDependencies,
  flow: ConsentFlow,
  { application, scopes, grant }: ConnectorPassage,
): Promise<Result<OpenedPassage, OpenRefusal>> {
  const { redirectUri } = dependencies;
  const request = await createAuthorizationRequest(application, { redirectUri, scopes, loginHint: flow.personUpn });
  if (!request.ok) return fail({ kind: 'entra', problem: request.error });
  return record(dependencies, flow, { request: request.value, leg: 'connector', surface: flow.surface, grant });
}

type Begun = {
  readonly request: AuthorizationRequest;
  readonly leg: ConsentFlow['leg'];
  readonly surface: Surface;
  readonly grant: Grant | null;
};

async function record(
  { flows, sealer }: ConsentDependencies,
  flow: ConsentFlow,
  { request, leg, surface, grant }: Begun,
): Promise<Result<OpenedPassage, OpenRefusal>> {
  const cookie = newCookieValue();
  const passage = { nonce: request.nonce, codeVerifier: request.codeVerifier };
  const saved = await flows.savePassage(flow, {
    stateHash: hashSecret(request.state),
    cookieHash: hashSecret(cookie),
    sealedPassage: sealer.seal(PASSAGE_PURPOSE, JSON.stringify(passage)),
    leg,
    surface,
    ...(grant ? { sealedGrant: sealer.seal(GRANT_PURPOSE, JSON.stringify(grant)) } : {}),
  });
  return saved ? succeed({ url: request.url, cookie }) : fail({ kind: 'closed' });
}
