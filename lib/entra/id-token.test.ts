import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyIdToken } from './id-token';
import { authority, entraClient } from './testing/scripted-entra';

afterEach(() => vi.unstubAllGlobals());

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let keys: Keys;
let forgers: Keys;

beforeAll(async () => {
  [keys, forgers] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
});

const person = { oid: '44444444-aaaa-4bbb-8ccc-000000000004', tid: entraClient.tenantId, nonce: 'n' };
const minutesFromNow = (minutes: number) => Math.floor(Date.now() / 1_000) + minutes * 60;

type TokenOptions = {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly audience?: string;
  readonly issuer?: string;
  readonly expires?: number;
  readonly signer?: Keys;
};

async function verify(options: TokenOptions = {}) {
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k' }] };
  vi.stubGlobal('fetch', (url: string) => {
    if (url === `${authority}/discovery/v2.0/keys`) return Promise.resolve(Response.json(jwks));
    throw new TypeError('an unexpected request');
  });
  return verifyIdToken(entraClient, await signed(options), 'n');
}

function signed({ claims = person, signer = keys, ...options }: TokenOptions): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .setIssuer(options.issuer ?? `${authority}/v2.0`)
    .setAudience(options.audience ?? entraClient.clientId)
    .setExpirationTime(options.expires ?? minutesFromNow(60))
    .sign(signer.privateKey);
}

describe('verifyIdToken', () => {
  it('asks an Entra that is too busy to give its keys again, after as long as it says', async () => {
    const token = await signed({});
    const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k' }] };
    const answers = [new Response(null, { status: 503, headers: { 'retry-after': '7' } }), Response.json(jwks)];
    vi.stubGlobal('fetch', () => Promise.resolve(answers.shift()));
    const slept: number[] = [];
    const sleep = (milliseconds: number) => Promise.resolve(void slept.push(milliseconds));
    const patient = { ...entraClient, clock: { now: () => 0, sleep } };
    expect(await verifyIdToken(patient, token, 'n')).toMatchObject({ oid: person.oid });
    expect(slept).toEqual([7_000]);
  });

  it.each<[string, () => TokenOptions]>([
    ['signed by another', () => ({ signer: forgers })],
    ['for another application', () => ({ audience: 'bbbbbbbb-0000-4000-8000-000000000002' })],
    ['of another tenant', () => ({ issuer: 'https://login.example:8443/other/v2.0' })],
    ['of another sign-in', () => ({ claims: { ...person, nonce: 'other' } })],
    ['without a nonce', () => ({ claims: { oid: person.oid, tid: person.tid } })],
    ['that ended ten minutes ago', () => ({ expires: minutesFromNow(-10) })],
    ['that names nobody', () => ({ claims: { tid: person.tid, nonce: 'n' } })],
  ])('takes no token %s', async (_, options) => {
    expect(await verify(options())).toBeNull();
  });

  it('takes none when the keys cannot be read, and none that is no token', async () => {
    expect(await verifyIdToken(entraClient, 'no token', 'n')).toBeNull();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    const token = await new SignJWT(person).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(keys.privateKey);
    expect(await verifyIdToken(entraClient, token, 'n')).toBeNull();
  });

  it('gives the claims of one that is right, also when clocks differ by a few minutes', async () => {
    expect(await verify()).toMatchObject({ oid: person.oid, tid: person.tid });
    expect(await verify({ expires: minutesFromNow(-3) })).not.toBeNull();
  });
});
