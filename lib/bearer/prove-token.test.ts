import { createLocalJWKSet, errors, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { tokenProver } from './prove-token';

const tenantId = '7f1d5bb4-5a4b-4f3e-9a0e-2f6f1a3f6f10';
const now = Date.UTC(2026, 10, 22, 12);
const [own, stranger] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256' }] });
const prove = tokenProver({ tenantId, keys, now: () => now });

const issuer = `https://sts.windows.net/${tenantId}/`;
type Made = {
  readonly iss?: string;
  readonly exp?: number;
  readonly nbf?: number;
  readonly kid?: string;
  readonly by?: CryptoKey;
};

const seconds = now / 1_000;

function token({ iss = issuer, exp = 3_600, nbf = 0, kid = 'own', by = own.privateKey }: Made = {}): Promise<string> {
  return new SignJWT({ iss, exp: seconds + exp, nbf: seconds + nbf })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(by);
}

const unsecured = new UnsecuredJWT({ iss: issuer }).setExpirationTime('1h').encode();
const symmetric = new SignJWT({ iss: issuer })
  .setProtectedHeader({ alg: 'HS256', kid: 'own' })
  .sign(new Uint8Array(32));

describe('tokenProver', () => {
  it.each([
    ['unsigned', 'no token'],
    ['unsigned', unsecured],
    ['unsigned', symmetric],
    ['unsigned', token().then((whole) => whole.replace(/[^.]*$/, ''))],
    ['otherIssuer', token({ iss: 'https://evil.example/' })],
    ['otherIssuer', token({ iss: `https://evil.example/${tenantId}/more/v2.0` })],
    ['otherIssuer', token({ iss: 'https://sts.windows.net/fb1b6ae6-1f3c-4d1b-8d4c-0a3b6c2f9f11/' })],
    ['expired', token({ exp: -301 })],
    ['notYet', token({ nbf: 301 })],
    ['unknownKey', token({ kid: 'strange' })],
  ])(
    'refuses what no API of Microsoft would take, whether or not its signature can be checked: %s',
    async (fault, made) => {
      for (const signature of ['checked', 'unchecked'] as const) {
        expect(await prove(await made, signature)).toEqual({ ok: false, error: fault });
      }
    },
  );

  it('tells a forged signature from the tenant’s where it can be checked', async () => {
    const forged = await token({ by: stranger.privateKey });
    expect(await prove(forged, 'checked')).toEqual({ ok: false, error: 'forged' });
    expect(await prove(forged, 'unchecked')).toEqual({ ok: true, value: 'plausible' });
    expect(await prove(await token(), 'checked')).toEqual({ ok: true, value: 'signed' });
    const v2 = await token({ iss: `https://login.microsoftonline.com/${tenantId.toUpperCase()}/v2.0`, exp: -299 });
    expect(await prove(v2, 'checked')).toEqual({ ok: true, value: 'signed' });
  });

  it('vouches for nothing while Entra does not give its keys, and refuses nothing for that', async () => {
    const away = tokenProver({ tenantId, now: () => now, keys: () => Promise.reject(new errors.JWKSTimeout()) });
    expect(await away(await token(), 'checked')).toEqual({ ok: true, value: 'plausible' });
  });
});
