import type { JWTPayload, ProtectedHeaderParameters } from 'jose';

/** A signed statement about who the client is, read and not yet believed. */
export type Assertion = {
  readonly token: string;
  readonly header: ProtectedHeaderParameters;
  readonly claims: JWTPayload & { readonly iss: string; readonly sub: string; readonly aud: string };
};

/** What it proves: the credential of the application that it goes back to. */
export type AssertionProof = { readonly kind: 'certificate' | 'federated'; readonly keyId: string };
