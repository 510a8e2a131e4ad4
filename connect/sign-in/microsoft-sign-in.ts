import { CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import type { Cloud } from '../../lib/cloud/cloud';
import { problemFromMsal } from '../../lib/entra/entra-client';
import { entraNetwork } from '../../lib/entra/entra-network';
import { type EntraProblem, readEntraProblem } from '../../lib/entra/entra-problem';
import { fail, type Result, succeed } from '../../lib/result';
import { awaitLoopback } from './loopback-answer';

/** Microsoft Graph Command Line Tools: a public client that every tenant knows. */
const commandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** What the calls of a run need, and nothing else. */
const permissions = ['Application.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All'];

export type SignInPlace = {
  readonly cloud: Cloud;
  /** Null: the tenant of whoever signs in. */
  readonly tenant: string | null;
};

export type SignedIn = { readonly token: string; readonly tenantId: string; readonly upn: string };

export type BrowserSignIn = SignInPlace & { readonly show: (address: string) => void };

/**
 * Signs a person in with the browser of this machine: authorization code with PKCE, answered on a loopback address.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8252
 */
export async function signInWithBrowser({ show, ...place }: BrowserSignIn): Promise<Result<SignedIn, EntraProblem>> {
  const msal = publicClient(place);
  const crypto = new CryptoProvider();
  const [{ verifier, challenge }, state, nonce] = [
    await crypto.generatePkceCodes(),
    crypto.createNewGuid(),
    crypto.createNewGuid(),
  ];
  const loopback = await awaitLoopback(state);
  try {
    const request = { scopes: scopesOf(place), redirectUri: loopback.redirectUri };
    show(
      await msal.getAuthCodeUrl({
        ...{ ...request, state, nonce, codeChallenge: challenge, codeChallengeMethod: 'S256' },
        ...{ prompt: 'select_account', responseMode: 'form_post' },
      }),
    );
    const { code, error, error_description: description } = await loopback.answer;
    if (!code)
      return fail(readEntraProblem({ error: error ?? '', description: description ?? '', correlationId: null }));
    return readSignedIn(
      await msal.acquireTokenByCode({ ...request, code, codeVerifier: verifier, nonce }, { code, nonce }),
    );
  } catch (error) {
    return fail(problemFromMsal(error));
  } finally {
    loopback.close();
  }
}

export type DeviceSignIn = SignInPlace & {
  readonly show: (prompt: { readonly address: string; readonly code: string }) => void;
};

/**
 * Signs a person in on another device. More and more tenants block it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 */
export async function signInWithDevice({ show, ...place }: DeviceSignIn): Promise<Result<SignedIn, EntraProblem>> {
  try {
    return readSignedIn(
      await publicClient(place).acquireTokenByDeviceCode({
        scopes: scopesOf(place),
        deviceCodeCallback: ({ verificationUri, userCode }) => show({ address: verificationUri, code: userCode }),
      }),
    );
  } catch (error) {
    return fail(problemFromMsal(error));
  }
}

function publicClient({ cloud, tenant }: SignInPlace): PublicClientApplication {
  return new PublicClientApplication({
    auth: {
      clientId: commandLineTools,
      authority: `${cloud.authorityHost}/${tenant ?? 'organizations'}`,
      knownAuthorities: [new URL(cloud.authorityHost).host],
    },
    system: { networkClient: entraNetwork(undefined) },
  });
}

function scopesOf({ cloud }: SignInPlace): string[] {
  return permissions.map((permission) => `${cloud.graphResource}/${permission}`);
}

type MsalAnswer = Awaited<ReturnType<PublicClientApplication['acquireTokenByDeviceCode']>>;

function readSignedIn(answer: MsalAnswer): Result<SignedIn, EntraProblem> {
  if (!answer?.account) return fail({ kind: 'unknown', aadsts: null, correlationId: null });
  return succeed({ token: answer.accessToken, tenantId: answer.tenantId, upn: answer.account.username });
}
