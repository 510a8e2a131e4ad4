import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { vi } from 'vitest';
import { authority, entraClient, scriptedEntra } from '@/lib/entra/testing/scripted-entra';
import { createSealer } from '@/lib/seal/seal';
import type { Session } from '@/lib/session/session';
import { completeAuthorization } from '@/lib/operation/complete-authorization';
import { operationSeal } from '@/lib/operation/operation-seal';
import { hashSecret } from '@/lib/seal/hash-secret';
import { authorizationStore } from '@/lib/operation/authorization-store';
import type { OperationKey } from '@/lib/operation/operation-row';
import { operationStore } from '@/lib/operation/operation-store';
import type { StartLimit } from '@/lib/operation/start-limit';

const keys = await generateKeyPair('RS256');
const sealer = createSealer('a session secret for tests, long enough');

/** Who came back from Entra, and what they allowed. */
export type Answer = {
  readonly oid?: string;
  readonly tid?: string;
  readonly granted: readonly string[];
  /** When the person gave their credentials; null: the token does not say. Left out: just now. */
  readonly authenticatedAt?: Date | null;
};

/** Entra, for one code. The test takes the global fetch back. */
async function answerAs({ oid, tid, granted, authenticatedAt = new Date() }: Answer): Promise<void> {
  const authTime = authenticatedAt && { auth_time: Math.floor(authenticatedAt.getTime() / 1_000) };
  const idToken = await new SignJWT({ oid, tid, nonce: 'n', sub: 's', ...authTime })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setIssuer(`${authority}/v2.0`)
    .setAudience(entraClient.clientId)
    .setExpirationTime('1h')
    .sign(keys.privateKey);
  const tokens = { token_type: 'Bearer', scope: granted.join(' '), expires_in: 3600, access_token: 'a' };
  const { network } = scriptedEntra(() => Response.json({ ...tokens, id_token: idToken }));
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k' }] };
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) =>
    input === `${authority}/discovery/v2.0/keys` ? Promise.resolve(Response.json(jwks)) : network.fetch(input, init),
  );
}

export type Return = { readonly session: Session; readonly answer: Answer; readonly starts: StartLimit };

/** The person of a operation that waits goes to Entra and comes back, and Entra answers so. */
export async function comeBack(key: OperationKey, { session, answer, starts }: Return) {
  const operation = await operationStore.find(key);
  if (!operation) throw new Error('the operation was not written');
  const [state, cookie] = [randomUUID(), randomUUID()];
  const sealedTransaction = operationSeal(sealer, operation, operation.sessionId).sealTransaction({
    nonce: 'n',
    codeVerifier: 'v',
  });
  const hashes = { stateHash: hashSecret(state), cookieHash: hashSecret(cookie) };
  await authorizationStore.save(operation, { ...hashes, sealedTransaction, authorizationStep: 'portal' });
  await answerAs({ oid: session.personId, tid: session.tenantId, ...answer });
  return completeAuthorization(
    {
      ...{ authorizations: authorizationStore, sealer, portal: entraClient, session, now: Date.now },
      redirectUri: 'http://localhost:3000/consent/callback',
      takeCookie: () => Promise.resolve(cookie),
      giveStartBack: starts.giveBack,
      noteSignIn: () => Promise.resolve(),
    },
    { state, code: 'code', error: null, errorDescription: null },
  );
}
