import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { authority, entraClient, scriptedEntra } from '@/lib/entra/testing/scripted-entra';
import { createSealer } from '@/lib/seal/seal';
import { sampleSession } from '@/lib/session/testing/sample-session';
import { completeConsent } from './complete-consent';
import { PASSAGE_PURPOSE } from './consent';
import { hashSecret } from './consent-secrets';
import { consentStore } from './consent-store';
import { sampleFlow } from './testing/sample-flow';

beforeAll(() => database());
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const keys = await generateKeyPair('RS256');
const scopes = ['Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All'];
const sealer = createSealer('a session secret for tests, long enough');

type Answer = { readonly oid?: string; readonly tid?: string; readonly granted?: readonly string[] };

/** Entra, for one code: who came back, and what they allowed. */
async function entra({ oid, tid, granted = scopes }: Answer): Promise<void> {
  const idToken = await new SignJWT({ oid, tid, nonce: 'n', sub: 's' })
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

/** The person of a flow comes back from Entra, which answers so. */
async function comeBack(answer: Answer) {
  const { tenantId } = entraClient;
  const session = sampleSession({ tenantId });
  const asked = sampleFlow({ tenantId, personId: session.personId, scopes });
  await consentStore.create(asked);
  const flow = await consentStore.find(asked);
  if (!flow) throw new Error('the flow was not written');
  const [state, cookie] = [randomUUID(), randomUUID()];
  const sealedPassage = sealer.seal(PASSAGE_PURPOSE, JSON.stringify({ nonce: 'n', codeVerifier: 'v' }));
  const hashes = { stateHash: hashSecret(state), cookieHash: hashSecret(cookie) };
  await consentStore.savePassage(flow, { ...hashes, sealedPassage, leg: 'portal' });
  await entra({ oid: session.personId, tid: tenantId, ...answer });
  const redirectUri = 'http://localhost:3000/consent/callback';
  const takeCookie = () => Promise.resolve(cookie);
  const completed = await completeConsent(
    { flows: consentStore, sealer, portal: entraClient, redirectUri, now: Date.now, session, takeCookie },
    { state, code: 'code', error: null, errorDescription: null },
  );
  const stored = await consentStore.find(flow);
  return { completed, state: stored?.state, grant: await consentStore.findSealedGrant(flow) };
}

describe('completeConsent', () => {
  it.each<[string, Answer]>([
    ['otherTenant', { tid: randomUUID() }],
    ['wrongAccount', { oid: randomUUID() }],
    ['scopeMissing', { granted: ['Application.ReadWrite.All'] }],
  ])('keeps nothing of an answer that is no use: %s', async (kind, answer) => {
    const { completed, state, grant } = await comeBack(answer);
    expect(completed).toMatchObject({ ok: true, value: { kind: 'problem', problem: { kind } } });
    expect([state, grant]).toEqual(['waiting', null]);
  });

  it('takes the answer of the right person with everything that was asked for', async () => {
    const granted = scopes.map((scope) => `https://graph.microsoft.com/${scope}`);
    const { completed, state, grant } = await comeBack({ granted });
    expect(completed).toMatchObject({ ok: true, value: { kind: 'consented' } });
    expect([state, grant === null]).toEqual(['consented', false]);
  });
});
