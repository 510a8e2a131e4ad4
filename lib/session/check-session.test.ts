import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { createSealer } from '@/lib/seal/seal';
import { portalAppId } from '@/tenant/seed/portal-registration';
import { tenantId } from '@/tenant/seed/tenant-identity';
import { obtainCode, portalCallback, portalClient, postToken, textOf } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins, testPortal } from '@/tenant/testing/test-tenant';
import { checkSession } from './check-session';
import { directoryRoles } from './directory-roles';
import { READ_TOKENS_PURPOSE, readScopes } from './session';
import { sessionStore } from './session-store';
import { sampleSignIn } from './testing/sample-session';

beforeAll(() => database());
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const sealer = createSealer('a session secret for tests, long enough');
const roles = [directoryRoles.securityAdministrator, directoryRoles.applicationAdministrator];

/** An operator who signed in, and their tenant, in which an administrator does something meanwhile. */
async function setUpTest(scopes: readonly string[] = readScopes) {
  const tenant = await createTestTenant();
  const scope = `openid profile offline_access ${scopes.join(' ')}`;
  const code = await obtainCode(tenant, { alias: 'security-app-admin', scope });
  const form = { ...portalClient, grant_type: 'authorization_code', code, redirect_uri: portalCallback };
  const { body } = await postToken(tenant, form);
  const { oid: personId } = decodeJwt<{ oid: string }>(textOf(body.access_token));
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  vi.stubGlobal('fetch', network.fetch);
  const session = await sessionStore.create(sampleSignIn({ tenantId, personId, roles, scopes }));
  const ends: string[] = [];
  const check = (refreshToken: string | null, now = Date.now()) =>
    checkSession(
      {
        ...{ sessions: sessionStore, sealer, now: () => now },
        portal: { authorityHost: testOrigins.api, tenantId, clientId: portalAppId, clientSecret: testPortal.secret },
        graph: (token) => ({ graphUrl: testOrigins.api, token, fetch: network.fetch, clock: stillClock }),
        end: (_session, reason) => Promise.resolve(ends.push(reason)),
      },
      session,
      { accessToken: 'old', refreshToken, expiresAt: 0 },
    );
  const change = async (what: object) => {
    const answer = await tenant.browserApp.request(`${testOrigins.browser}/control/changes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ person: 'security-app-admin', ...what }]),
    });
    expect(answer.status).toBe(200);
  };
  return { tenant, network, session, ends, change, check, refreshToken: textOf(body.refresh_token) };
}

const stillClock = { now: () => 0, sleep: () => Promise.resolve() };
const later = (minutes: number) => Date.now() + minutes * 60_000;

describe('checkSession', () => {
  it.each(['disablePerson', 'deletePerson'])('ends the session of an account after %s', async (what) => {
    const { check, refreshToken, change, ends } = await setUpTest();
    await change({ do: what });
    expect(await check(refreshToken)).toBeNull();
    expect(ends).toEqual(['account']);
  });

  it('ends it when a policy wants a sign-in, and when there is nothing to ask with', async () => {
    const { check, refreshToken, tenant, ends } = await setUpTest();
    tenant.advance(1_000);
    await tenant.set({ signInRefusals: [{ code: 50173, person: 'security-app-admin' }] });
    expect(await check(refreshToken)).toBeNull();
    expect(await check(null)).toBeNull();
    expect(ends).toEqual(['account', 'account']);
  });

  it.each([
    ['as Graph shows it', readScopes],
    ['as the new token claims it, where Graph hides it', ['User.Read']],
  ])('ends it when a role was lost that decided what the person may do: %s', async (_case, scopes) => {
    const { check, refreshToken, change, tenant, ends } = await setUpTest(scopes);
    if (scopes !== readScopes) await tenant.set({ portalConsent: [...scopes] });
    await change({ do: 'removeRole', role: 'Application Administrator' });
    expect(await check(refreshToken)).toBeNull();
    expect(ends).toEqual(['role']);
  });

  it('goes on with the roles that are active now, renewed tokens, and the time of the answer', async () => {
    const { check, refreshToken, change, session, ends } = await setUpTest();
    await change({ do: 'assignRole', role: 'Global Administrator' });
    const now = later(4);
    const checked = await check(refreshToken, now);
    expect(checked?.roles).toContain(directoryRoles.globalAdministrator);
    expect(await sessionStore.find(session.id)).toEqual({ ...checked, rolesReadAt: new Date(now) });
    expect(checked?.checkedAt).toEqual(new Date(now));
    const sealed = (await sessionStore.findSealedReadTokens(session.id)) ?? '';
    expect(sealer.open(READ_TOKENS_PURPOSE, sealed)).not.toContain('"old"');
    expect(ends).toEqual([]);
  });

  it('goes on while Microsoft is silent, for half an hour', async () => {
    const { check, session, ends } = await setUpTest();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    expect(await check('refresh', later(29))).toEqual(session);
    expect(await check('refresh', later(31))).toBeNull();
    expect(ends).toEqual(['account']);
  });

  it('does not bring back a session that ended meanwhile', async () => {
    const { check, refreshToken, session } = await setUpTest();
    await sessionStore.end(session.id, { reason: 'person', byUpn: null });
    expect(await check(refreshToken)).toBeNull();
    expect(await sessionStore.findSealedReadTokens(session.id)).toBeNull();
  });
});
