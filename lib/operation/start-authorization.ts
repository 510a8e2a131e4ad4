import 'server-only';
import { type AuthorizationRequest, createAuthorizationRequest } from '@/lib/entra/authorization-request';
import type { EntraApplication, EntraClient } from '@/lib/entra/entra-client';
import type { EntraProblem } from '@/lib/entra/entra-problem';
import { fail, type Result, succeed } from '@/lib/result';
import type { DisplayMode } from '@/lib/operations/begin-input';
import type { ElevatedToken } from '@/lib/operations/elevated-token';
import { needsFreshSignIn } from '@/lib/operations/operation-kind';
import { hashSecret, newCookieValue } from '@/lib/seal/hash-secret';
import type { Sealer } from '@/lib/seal/seal';
import type { AuthorizationStore } from './authorization-store';
import { operationSeal } from './operation-seal';
import { isExpired, isFresh, type Operation } from './operation';

export type AuthorizationDependencies = {
  readonly authorizations: AuthorizationStore;
  readonly sealer: Sealer;
  readonly portal: EntraClient;
  /** This portal's address for Entra to send the browser back to. */
  readonly redirectUri: string;
  readonly now: () => number;
};

/** Where to send the browser, and the cookie that it must bring back. */
export type StartedAuthorization = { readonly url: string; readonly cookie: string };

export type OpenRefusal = { readonly kind: 'closed' } | { readonly kind: 'entra'; readonly problem: EntraProblem };

export type SignInWindow = {
  readonly displayMode: DisplayMode;
  /** When Entra last asked the person of this session for their credentials; null when that is not known. */
  readonly authenticatedAt: Date | null;
};

/**
 * Begins the transaction through Entra for this portal's own call. Where a fresh sign-in is needed and the session's is
 * not, Entra asks for the credentials; what comes back is judged by its own time, since an address can be changed.
 */
export async function startAuthorization(
  dependencies: AuthorizationDependencies,
  operation: Operation,
  { displayMode, authenticatedAt }: SignInWindow,
): Promise<Result<StartedAuthorization, OpenRefusal>> {
  if (operation.state !== 'waiting' || isExpired(operation, dependencies.now())) return fail({ kind: 'closed' });
  const { redirectUri, portal } = dependencies;
  const asks = needsFreshSignIn(operation.kind) && !isFresh(authenticatedAt, operation);
  const request = await createAuthorizationRequest(portal, {
    ...{ redirectUri, scopes: operation.scopes },
    ...(asks ? { asksCredentials: true } : {}),
  });
  if (!request.ok) return fail({ kind: 'entra', problem: request.error });
  return record(dependencies, operation, {
    request: request.value,
    authorizationStep: 'portal',
    displayMode,
    elevatedToken: null,
  });
}

export type ConnectorSignIn = {
  readonly application: EntraApplication;
  readonly scopes: readonly string[];
  readonly elevatedToken: ElevatedToken;
};

/** Goes straight on, in the same window, to sign in to the connector application. */
export async function openConnectorSignIn(
  dependencies: AuthorizationDependencies,
  operation: Operation,
  { application, scopes, elevatedToken }: ConnectorSignIn,
): Promise<Result<StartedAuthorization, OpenRefusal>> {
  const { redirectUri } = dependencies;
  const request = await createAuthorizationRequest(application, {
    redirectUri,
    scopes,
    loginHint: operation.personUpn,
  });
  if (!request.ok) return fail({ kind: 'entra', problem: request.error });
  return record(dependencies, operation, {
    request: request.value,
    authorizationStep: 'connector',
    displayMode: operation.displayMode,
    elevatedToken,
  });
}

type Begun = {
  readonly request: AuthorizationRequest;
  readonly authorizationStep: Operation['authorizationStep'];
  readonly displayMode: DisplayMode;
  readonly elevatedToken: ElevatedToken | null;
};

async function record(
  { authorizations, sealer }: AuthorizationDependencies,
  operation: Operation,
  { request, authorizationStep, displayMode, elevatedToken }: Begun,
): Promise<Result<StartedAuthorization, OpenRefusal>> {
  const cookie = newCookieValue();
  const seal = operationSeal(sealer, operation, operation.sessionId);
  const transaction = { nonce: request.nonce, codeVerifier: request.codeVerifier };
  const saved = await authorizations.save(operation, {
    stateHash: hashSecret(request.state),
    cookieHash: hashSecret(cookie),
    sealedTransaction: seal.sealTransaction(transaction),
    authorizationStep,
    displayMode,
    ...(elevatedToken ? { sealedToken: seal.sealToken(elevatedToken) } : {}),
  });
  return saved ? succeed({ url: request.url, cookie }) : fail({ kind: 'closed' });
}
