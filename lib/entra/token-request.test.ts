import { UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aadsts, CORRELATION_ID, entraClient, scriptedEntra } from './testing/scripted-entra';
import { redeemCode, redeemRefreshToken } from './token-request';

afterEach(() => vi.unstubAllGlobals());

const scopes = ['Application.ReadWrite.All'];
const redemption = {
  ...{ code: 'the-code', codeVerifier: 'the-verifier', nonce: 'n', scopes },
  redirectUri: 'http://localhost:3000/consent/callback',
};

const person = { oid: '44444444-aaaa-4bbb-8ccc-000000000004', tid: entraClient.tenantId, sub: 's', nonce: 'n' };
const idToken = (claims: Readonly<Record<string, unknown>>) => new UnsecuredJWT(claims).encode();

const tokens = (change: Readonly<Record<string, unknown>> = {}) => ({
  ...{ token_type: 'Bearer', scope: scopes.join(' '), expires_in: 3600, access_token: 'the-access-token' },
  ...{ refresh_token: 'the-refresh-token', id_token: idToken(person) },
  ...change,
});

function entra(...answers: readonly (() => Response)[]) {
  const { network, asked } = scriptedEntra(...answers);
  vi.stubGlobal('fetch', network.fetch);
  return asked;
}

describe('redeemCode', () => {
  it('proves with secret and verifier who began, and gives what msal keeps to itself', async () => {
    const asked = entra(() => Response.json(tokens()));
    const redeemed = await redeemCode(entraClient, redemption);
    expect(redeemed).toMatchObject({
      ok: true,
      value: { accessToken: 'the-access-token', refreshToken: 'the-refresh-token', idToken: idToken(person), scopes },
    });
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      ...{ grant_type: 'authorization_code', code: 'the-code', code_verifier: 'the-verifier' },
      ...{ client_secret: entraClient.clientSecret, redirect_uri: redemption.redirectUri },
    });
  });

  it('says when the access token ends', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22) });
    entra(() => Response.json(tokens()));
    const redeemed = await redeemCode(entraClient, redemption);
    vi.useRealTimers();
    expect(redeemed.ok && redeemed.value.expiresAt).toBe(Date.UTC(2026, 10, 22, 1));
  });

  it('takes no tokens of another sign-in', async () => {
    entra(() => Response.json(tokens({ id_token: idToken({ ...person, nonce: 'other' }) })));
    expect((await redeemCode(entraClient, redemption)).ok).toBe(false);
  });

  it('has no refresh token when Entra gave none', async () => {
    entra(() => Response.json(tokens({ refresh_token: undefined })));
    expect(await redeemCode(entraClient, redemption)).toMatchObject({ ok: true, value: { refreshToken: null } });
  });

  it.each([
    [70008, 'invalid_grant', 'session'],
    [7000215, 'invalid_client', 'secret'],
    [65001, 'invalid_grant', 'consentMissing'],
  ])('reads AADSTS%i', async (number, error, kind) => {
    entra(aadsts(number, error));
    const problem = { kind, aadsts: number, correlationId: CORRELATION_ID };
    expect(await redeemCode(entraClient, redemption)).toEqual({ ok: false, error: problem });
  });

  it('says that Entra cannot be reached', async () => {
    entra();
    expect(await redeemCode(entraClient, redemption)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });
});

describe('redeemRefreshToken', () => {
  it('asks for the given scopes and gives the new refresh token', async () => {
    const asked = entra(() => Response.json(tokens({ refresh_token: 'the-next' })));
    const redeemed = await redeemRefreshToken(entraClient, 'the-refresh-token', scopes);
    expect(redeemed).toMatchObject({ ok: true, value: { refreshToken: 'the-next' } });
    expect(asked[0]?.get('refresh_token')).toBe('the-refresh-token');
    expect(asked[0]?.get('scope')?.split(' ')).toContain('Application.ReadWrite.All');
  });

  it('tells a missing consent from a session that has ended', async () => {
    entra(aadsts(65001, 'invalid_grant'), aadsts(700082, 'invalid_grant'));
    const redeem = () => redeemRefreshToken(entraClient, 'the-refresh-token', scopes);
    expect(await redeem()).toMatchObject({ ok: false, error: { kind: 'consentMissing' } });
    expect(await redeem()).toMatchObject({ ok: false, error: { kind: 'session' } });
  });

  it('keeps one person’s tokens from another', async () => {
    const other = idToken({ ...person, oid: '55555555-aaaa-4bbb-8ccc-000000000005', sub: 'o' });
    entra(
      () => Response.json(tokens()),
      () => Response.json(tokens({ refresh_token: undefined, id_token: other })),
    );
    await redeemRefreshToken(entraClient, 'one', scopes);
    const second = await redeemRefreshToken(entraClient, 'other', scopes);
    expect(second).toMatchObject({ ok: true, value: { refreshToken: null, idToken: other } });
  });
});
