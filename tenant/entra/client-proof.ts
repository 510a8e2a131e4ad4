import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Application } from '../store/application';
import { aadsts, type Aadsts } from './aadsts';
import type { Platform } from './redirect-platform';

/** How an application showed that it is itself; `none` is what an installed program does. */
export type ClientProof =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'secret' | 'certificate' | 'federated';
      /** Of the credential that was used. */
      readonly keyId: string;
    };

export type AuthenticatedClient = { readonly application: Application; readonly proof: ClientProof };

export function requireProof({ proof }: Pick<AuthenticatedClient, 'proof'>): Result<undefined, Aadsts> {
  return proof.kind === 'none' ? fail(aadsts.missingSecret()) : succeed(undefined);
}

/**
 * A server proves itself; an installed program and a page in a browser can keep no secret and bring none. A page asks
 * from its own origin, and nobody else does.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reply-url#redirect-uri-restrictions-and-limitations
 */
export function judgePlatform(
  client: AuthenticatedClient & { readonly origin: string | undefined },
  platform: Platform,
): Result<undefined, Aadsts> {
  const { origin } = client;
  if (origin !== undefined && platform !== 'spa') return fail(aadsts.crossOrigin(origin));
  if (origin === undefined && platform === 'spa') return fail(aadsts.sameOrigin());
  if (platform === 'web') return requireProof(client);
  return client.proof.kind === 'none' ? succeed(undefined) : fail(aadsts.publicClient());
}

/** Who has no address but a server's has to prove itself, whatever it brings. */
export function requireProofOfServers(client: AuthenticatedClient): Result<undefined, Aadsts> {
  const { publicClient, spa } = client.application;
  const isServer = publicClient.redirectUris.length === 0 && spa.redirectUris.length === 0;
  return isServer ? requireProof(client) : succeed(undefined);
}

/**
 * Where no address tells what kind of program asks, the registration does.
 *
 * @see https://learn.microsoft.com/graph/api/resources/application `isFallbackPublicClient`
 */
export function requireProofWithoutAddress(client: AuthenticatedClient): Result<undefined, Aadsts> {
  return client.application.isFallbackPublicClient === true ? succeed(undefined) : requireProof(client);
}

/** As tokens tell it: 0 for none, 1 for a secret, 2 for what was signed. */
export function proofClass({ kind }: ClientProof): '0' | '1' | '2' {
  if (kind === 'none') return '0';
  return kind === 'secret' ? '1' : '2';
}
