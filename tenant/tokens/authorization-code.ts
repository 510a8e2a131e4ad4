import { createHash } from 'node:crypto';
import { hashSecret, mintOpaqueValue } from '../store/client-secret';
import type { Authentication } from './token-claims';

const codeLifetimeMs = 10 * 60_000;

export type AuthorizationCode = {
  readonly appId: string;
  readonly personId: string;
  /** When the person last stood before a page of Entra ID. */
  readonly signedInAt: number;
  readonly authentication: Authentication;
  /** The request named a `max_age`, so the id token says when credentials were given. */
  readonly tellsAuthTime: boolean;
  readonly redirectUri: string;
  /** As asked for; the resource of a v1.0 request is written as `<resource>/.default`. */
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
};

export type CodeFault = 'unknown' | 'redeemed' | 'expired';

export type AuthorizationCodes = {
  issue(code: AuthorizationCode, now: number): string;
  /** Works once; whatever comes after is told why. */
  redeem(value: string, now: number): AuthorizationCode | CodeFault;
  clear(): void;
};

/** Held in memory only: a code lives ten minutes, and a restart may well cost one sign-in. */
export function createAuthorizationCodes(): AuthorizationCodes {
  const codes = new Map<string, { readonly code: AuthorizationCode; readonly expiresAt: number; redeemed: boolean }>();
  return {
    issue(code, now) {
      const value = mintOpaqueValue(48);
      codes.set(hashSecret(value), { code, expiresAt: now + codeLifetimeMs, redeemed: false });
      return value;
    },
    redeem(value, now) {
      const entry = codes.get(hashSecret(value));
      if (entry === undefined) return 'unknown';
      if (entry.redeemed) return 'redeemed';
      if (entry.expiresAt <= now) return 'expired';
      entry.redeemed = true;
      return entry.code;
    },
    clear: () => codes.clear(),
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc7636#section-4.6 */
export function answersChallenge(verifier: string | undefined, challenge: string | undefined): boolean {
  if (challenge === undefined) return verifier === undefined;
  return verifier !== undefined && createHash('sha256').update(verifier).digest('base64url') === challenge;
}
