import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Application } from '../store/application';
import { aadsts, type Aadsts } from './aadsts';

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

/** An installed program can keep no secret and brings none; whoever answers anywhere else proves itself. */
export function judgeRedemption(client: AuthenticatedClient, redirectUri: string): Result<undefined, Aadsts> {
  if (!isAmong(client.application.publicClient.redirectUris, redirectUri)) return requireProof(client);
  return client.proof.kind === 'none' ? succeed(undefined) : fail(aadsts.publicClient());
}

/** Who has no address but a server's has to prove itself, whatever it brings. */
export function requireProofOfServers(client: AuthenticatedClient): Result<undefined, Aadsts> {
  return client.application.publicClient.redirectUris.length === 0 ? requireProof(client) : succeed(undefined);
}

/**
 * On localhost any port is as good as another: a program there takes the one that is free.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions
 */
export function isAmong(registered: readonly string[], address: string): boolean {
  return registered.some((known) => known === address || withoutLocalPort(known) === withoutLocalPort(address));
}

function withoutLocalPort(address: string): string {
  return address.replace(/^(http:\/\/localhost)(?::\d+)?(?=\/|$)/, '$1').replace(/^(http:\/\/localhost)$/, '$1/');
}

/** As tokens tell it: 0 for none, 1 for a secret, 2 for what was signed. */
export function proofClass({ kind }: ClientProof): '0' | '1' | '2' {
  if (kind === 'none') return '0';
  return kind === 'secret' ? '1' : '2';
}
