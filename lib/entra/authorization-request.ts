import 'server-only';
import { CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { fail, type Result, succeed } from '@/lib/result';
import { authorityOf, type EntraApplication, problemFromMsal } from './entra-client';
import { entraNetwork } from './entra-network';
import type { EntraProblem } from './entra-problem';

export type AuthorizationPlan = {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Whom to offer first; leave out to let the person pick. */
  readonly loginHint?: string;
  /** Whether the person gives their credentials anew, whatever session Entra has of them. */
  readonly asksCredentials?: true;
};

/** One trip to Entra and back. Only the URL leaves the server. */
export type AuthorizationRequest = {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
};

/**
 * Where to send the browser for consent: authorization code with PKCE (S256), state and nonce.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export async function createAuthorizationRequest(
  application: EntraApplication,
  plan: AuthorizationPlan,
): Promise<Result<AuthorizationRequest, EntraProblem>> {
  const crypto = new CryptoProvider();
  const { verifier, challenge } = await crypto.generatePkceCodes();
  const state = crypto.createNewGuid() + crypto.createNewGuid();
  const nonce = crypto.createNewGuid();
  // The address needs no secret, and a connector's is not known here.
  const msal = new PublicClientApplication({
    auth: authorityOf(application),
    system: { networkClient: entraNetwork(application.clock) },
  });
  try {
    const url = await msal.getAuthCodeUrl({
      scopes: [...plan.scopes],
      redirectUri: plan.redirectUri,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      responseMode: 'query',
      state,
      nonce,
      ...(plan.loginHint
        ? { loginHint: plan.loginHint }
        : { prompt: plan.asksCredentials ? 'login' : 'select_account' }),
    });
    return succeed({ url, state, nonce, codeVerifier: verifier });
  } catch (error) {
    return fail(problemFromMsal(error));
  }
}
