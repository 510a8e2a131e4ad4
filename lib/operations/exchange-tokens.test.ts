import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { reload } from '@/lib/operation/testing/test-context';
import { closeDatabase, database } from '@/lib/db/database';
import { createAuthorizationRequest } from '@/lib/entra/authorization-request';
import { graphRefusal, loseAnswer, loseRequest } from '@/lib/http/testing/fake-network';
import { provenConnector } from '@/lib/verification/testing/proven-connector';
import { elevatedServices } from '@/tenant/testing/elevated-services';
import { addressOf, pageOf } from '@siem-connect/testing/http-browser';
import { browserFor } from '@/tenant/testing/test-clients';
import { testOrigins } from '@/tenant/testing/test-tenant';
import { delegatedScopes, exchangeTokens } from './exchange-tokens';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const redirectUri = 'http://localhost:3000/consent/callback';
const TOKEN = /^POST .*oauth2\/v2.0\/token$/;

/** A connector that works, and a person who has just signed in to its application. */
async function setUpTest(alias = 'global-admin') {
  const { tenant, passwordsOf, services } = await elevatedServices();
  const { token, startsAt } = services;
  const { context, network, connector } = await provenConnector(services);
  const application = { authorityHost: testOrigins.api, tenantId: connector.tenantId, clientId: connector.appId ?? '' };
  const request = await createAuthorizationRequest(application, {
    redirectUri,
    scopes: delegatedScopes(connector, 'https://api.securitycenter.microsoft.com'),
    loginHint: `${alias}@contoso.example`,
  });
  if (!request.ok) throw new Error(request.error.kind);
  const browser = browserFor(tenant);
  const { pathname, search } = new URL(request.value.url);
  let landing = await browser.get(`${testOrigins.browser}${pathname}${search}`);
  if (landing.leftFor === null) landing = await browser.press(pageOf(landing), { decision: 'accept' });
  const { nonce, codeVerifier } = request.value;
  const code = addressOf(landing).searchParams.get('code') ?? '';
  const elevatedToken = {
    accessToken: token,
    expiresAt: startsAt + 3_600_000,
    connector: { code, nonce, codeVerifier },
  };
  const exchange = (changed: Partial<DirectoryContext> = {}) =>
    exchangeTokens({ ...context, ...changed }, { connector, elevatedToken, redirectUri });
  const passwords = () => passwordsOf(connector.appId);
  return { context, network, connector, elevatedToken, exchange, passwords, before: passwords(), startsAt };
}

describe('exchangeTokens', () => {
  it('gives tokens of the person, removes its credential, and stores when they end, not what they are', async () => {
    const { exchange, passwords, before, connector, startsAt } = await setUpTest();
    const outcome = await exchange();
    if (!outcome.ok) throw new Error(outcome.error.cause);
    const { accessToken, refreshToken, leftKeyId, trial } = outcome.value;
    expect(trial).toMatchObject({ siemCall: { siemType: connector.siemType }, refused: null });
    expect(leftKeyId).toBeNull();
    expect(outcome.value.refreshTokenExpiresAt).toBe(new Date(startsAt + 90 * 86_400_000).toISOString());
    expect(passwords()).toEqual(before);
    const stored = await reload(connector);
    expect(stored.refreshTokenExpiresAt?.toISOString()).toBe(outcome.value.refreshTokenExpiresAt);
    expect(stored.secrets.map(({ purpose, removedAt }) => [purpose, removedAt === null])).toEqual([
      ['siem', true],
      ['exchange', false],
    ]);
    expect(JSON.stringify(stored)).not.toMatch(new RegExp(`${accessToken}|${refreshToken}`));
  });

  it('lets its credential end within the hour, should removing it fail', async () => {
    const { exchange, connector, network, startsAt } = await setUpTest();
    network.next(/removePassword$/, graphRefusal(403));
    const outcome = await exchange();
    const left = (await reload(connector)).secrets.find(({ purpose }) => purpose === 'exchange');
    expect(left).toMatchObject({ removedAt: null, expiresAt: new Date(startsAt + 3_600_000) });
    expect(outcome).toMatchObject({ ok: true, value: { leftKeyId: left?.keyId } });
  });

  it('says when the API refuses the person, and gives the tokens all the same', async () => {
    const { exchange, network } = await setUpTest();
    network.next(/api\/alerts/, graphRefusal(403));
    const outcome = await exchange();
    expect(outcome).toMatchObject({ ok: true, value: { trial: { refused: { cause: 'alertsApi', status: 403 } } } });
  });

  it('makes nothing without a sign-in to the connector application', async () => {
    const { context, connector, elevatedToken, passwords, before } = await setUpTest();
    const plan = { connector, elevatedToken: { ...elevatedToken, connector: null }, redirectUri };
    expect(await exchangeTokens(context, plan)).toMatchObject({ ok: false, error: { cause: 'signInAgain' } });
    expect(passwords()).toEqual(before);
  });

  it('gives the tokens of one person to no other', async () => {
    const { exchange, passwords, before, connector } = await setUpTest('security-app-admin');
    expect(await exchange()).toMatchObject({ ok: false, error: { cause: 'signInAgain' } });
    expect(passwords()).toEqual(before);
    expect((await reload(connector)).refreshTokenIssuedAt).toBeNull();
  });
});

describe('the credential of an exchange that failed', () => {
  it('is removed when Entra refuses', async () => {
    const { exchange, passwords, before, network } = await setUpTest();
    const refusal = { error: 'invalid_grant', error_description: 'AADSTS70008: expired', error_codes: [70008] };
    network.next(TOKEN, () => Response.json(refusal, { status: 400 }));
    const outcome = await exchange();
    expect(outcome).toMatchObject({ ok: false, error: { cause: 'entra', aadsts: 70008 } });
    expect(passwords()).toEqual(before);
  });

  it('is removed when Entra cannot be reached', async () => {
    const { exchange, passwords, before, network } = await setUpTest();
    network.next(TOKEN, loseRequest);
    expect(await exchange()).toMatchObject({ ok: false, error: { cause: 'unreachable' } });
    expect(passwords()).toEqual(before);
  });

  it('is removed when the work breaks off', async () => {
    const { context, exchange, passwords, before, network } = await setUpTest();
    const unheard = { error: 'invalid_client', error_description: 'AADSTS7000215: unknown', error_codes: [7000215] };
    network.next(TOKEN, () => Response.json(unheard, { status: 401 }));
    const sleep = () => Promise.reject(new Error('broken off'));
    await expect(exchange({ clock: { ...context.clock, sleep } })).rejects.toThrow('broken off');
    expect(passwords()).toEqual(before);
  });

  it('is removed when nobody heard that it was made', async () => {
    const { exchange, passwords, before, connector, network } = await setUpTest();
    network.next(/addPassword$/, loseAnswer);
    expect(await exchange()).toMatchObject({ ok: false, error: { cause: 'unreachable' } });
    expect(passwords()).toEqual(before);
    const { secrets } = await reload(connector);
    expect(secrets.filter(({ removedAt }) => !removedAt).map(({ purpose }) => purpose)).toEqual(['siem']);
  });
});
