import 'server-only';
import { assertionType, signClientAssertion } from '@/lib/entra/client-assertion';
import type { ClientCredential } from '@/lib/entra/entra-client';
import type { PortalCredentials } from '@/lib/portal-credentials';

type Fields = Readonly<Record<string, string>>;

export type SignInCode<Tokens> = {
  readonly clientId: string;
  readonly tokenEndpoint: string;
  /** Sends the code to the token endpoint with these fields, and judges the answer. */
  readonly redeem: (proof: Fields) => Promise<Tokens>;
};

/**
 * Redeems the code of a sign-in. next-auth's library can send a secret, and an assertion only without the thumbprint that
 * Entra ID looks for: so the portal adds its own credential to the request, and the library keeps all of its checks.
 */
export async function redeemSignIn<Tokens>(
  { current, next }: PortalCredentials,
  code: SignInCode<Tokens>,
): Promise<Tokens> {
  try {
    return await code.redeem(await proofOf(current, code));
  } catch (error) {
    if (!next || !isCredentialRefused(error)) throw error;
    return code.redeem(await proofOf(next, code));
  }
}

type Purpose = Pick<SignInCode<unknown>, 'clientId' | 'tokenEndpoint'>;

async function proofOf(credential: ClientCredential, { clientId, tokenEndpoint }: Purpose): Promise<Fields> {
  if ('clientSecret' in credential) return { client_secret: credential.clientSecret };
  const assertion = await signClientAssertion(credential.clientCertificate, { clientId, audience: tokenEndpoint });
  return { client_assertion_type: assertionType, client_assertion: assertion };
}

function isCredentialRefused(error: unknown): boolean {
  return error instanceof Error && 'error' in error && error.error === 'invalid_client';
}
