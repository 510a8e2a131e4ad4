import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { createSealer } from '@/lib/seal/seal';
import { type ConsentFlow, GRANT_PURPOSE, grantSchema, PASSAGE_PURPOSE, passageSchema } from './consent';
import { hashSecret, matchesHash } from './consent-secrets';
import { consentStore } from './consent-store';
import { type ConsentDependencies, openConnectorSignIn, openConsent } from './open-consent';
import { sampleFlow } from './testing/sample-flow';

beforeAll(() => database());
afterAll(closeDatabase);

const sealer = createSealer('a session secret for tests, long enough');
const tenantId = '11111111-2222-4333-8444-555555555555';
const dependencies: ConsentDependencies = {
  ...{ flows: consentStore, sealer, now: Date.now, redirectUri: 'http://localhost:3000/consent/callback' },
  // msal knows Microsoft's own host without asking.
  portal: { authorityHost: 'https://login.microsoftonline.com', tenantId, clientId: 'portal', clientSecret: 'hunter2' },
};

async function waiting(): Promise<ConsentFlow> {
  const flow = sampleFlow();
  await consentStore.create(flow);
  return read(flow);
}

async function read(flow: { id: string; tenantId: string; personId: string }): Promise<ConsentFlow> {
  const found = await consentStore.find(flow);
  if (!found) throw new Error('the flow is gone');
  return found;
}

async function opened(opening: ReturnType<typeof openConsent>) {
  const result = await opening;
  if (!result.ok) throw new Error(result.error.kind);
  return { cookie: result.value.cookie, query: new URL(result.value.url).searchParams, url: result.value.url };
}

const closed = { ok: false, error: { kind: 'closed' } };

describe('openConsent', () => {
  it('refuses a flow that was cancelled or whose ten minutes are over', async () => {
    const flow = await waiting();
    const late = { ...dependencies, now: () => flow.expiresAt.getTime() };
    expect(await openConsent(late, flow, 'popup')).toEqual(closed);
    await consentStore.move(flow, ['waiting'], 'cancelled');
    expect(await openConsent(dependencies, await read(flow), 'popup')).toEqual(closed);
    // As a request that read the flow before it was cancelled.
    expect(await openConsent(dependencies, flow, 'popup')).toEqual(closed);
  });

  it('lets one of two windows that open at the same moment go on', async () => {
    const flow = await waiting();
    const both = await Promise.all([openConsent(dependencies, flow, 'popup'), openConsent(dependencies, flow, 'tab')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('tells that Entra cannot be reached', async () => {
    const portal = { ...dependencies.portal, authorityHost: 'https://login.invalid' };
    const outcome = await openConsent({ ...dependencies, portal }, await waiting(), 'popup');
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'entra', problem: { kind: 'unreachable' } } });
  });

  it('asks for the flow’s scopes with PKCE, state and nonce, and shows no secret', async () => {
    const { query, url } = await opened(openConsent(dependencies, await waiting(), 'popup'));
    expect(query.get('scope')?.split(' ')).toContain('Application.ReadWrite.All');
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('redirect_uri')).toBe(dependencies.redirectUri);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)).toMatch(/^.{30,}$/);
    expect(url).not.toContain('hunter2');
  });

  it('keeps of the passage what recognises it, and nothing that can be used', async () => {
    const flow = await waiting();
    const { query, cookie } = await opened(openConsent(dependencies, flow, 'tab'));
    const returned = await consentStore.findByState(hashSecret(query.get('state') ?? ''));
    expect(matchesHash(cookie, returned?.cookieHash ?? '')).toBe(true);
    const sealed = returned?.sealedPassage ?? '';
    const passage = passageSchema.parse(JSON.parse(sealer.open(PASSAGE_PURPOSE, sealed) ?? ''));
    expect(passage.nonce).toBe(query.get('nonce'));
    expect(createSealer('the secret of another portal, long too').open(PASSAGE_PURPOSE, sealed)).toBeNull();
    const { prisma } = await database();
    const row = JSON.stringify(await prisma.consentFlow.findUnique({ where: { id: flow.id } }));
    for (const secret of [query.get('state'), cookie, passage.nonce, passage.codeVerifier]) {
      expect(row).not.toContain(secret);
    }
  });
});

describe('openConnectorSignIn', () => {
  it('carries the first leg’s token, sealed, and offers the same person', async () => {
    const flow = await waiting();
    const grant = { accessToken: 'elevated-hunter2', expiresAt: Date.now() + 3_600_000, connector: null };
    const { authorityHost } = dependencies.portal;
    const application = { authorityHost, tenantId, clientId: 'connector' };
    const opening = openConnectorSignIn(dependencies, flow, { application, scopes: ['openid'], grant });
    const { query } = await opened(opening);
    expect(query.get('client_id')).toBe('connector');
    expect(query.get('login_hint')).toBe(flow.personUpn);
    const sealed = (await consentStore.findSealedGrant(flow)) ?? '';
    expect(sealed).not.toContain('hunter2');
    expect(grantSchema.parse(JSON.parse(sealer.open(GRANT_PURPOSE, sealed) ?? ''))).toEqual(grant);
    expect(await read(flow)).toMatchObject({ leg: 'connector', surface: 'popup' });
  });
});
