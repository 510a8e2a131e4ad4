import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../connect/connect';
import { connectWorld } from '../connect/testing/connect-world';
import { cloudWith } from '../lib/cloud/microsoft-clouds';
import { readPortalCredentials } from '../lib/portal-credentials';
import { parseEnv } from 'node:util';
import { testOrigins } from '../tenant/testing/test-tenant';
import { type CheckSettings, runChecks } from './run-checks';

afterEach(() => vi.unstubAllGlobals());

const cloud = cloudWith(
  { authorityHost: testOrigins.api, graphUrl: testOrigins.api, defenderApiUrl: testOrigins.api },
  'worldwide',
);

/** A portal that was connected by its command, and the network that leads to its tenant. */
async function connectedPortal(credential: 'certificate' | 'secret' = 'certificate') {
  const world = await connectWorld({ credential });
  await connect(world.context, world.plan);
  const written = parseEnv(world.read(world.plan.environmentFile));
  const credentials = readPortalCredentials(written);
  if (!credentials.ok) throw new Error(credentials.error.join('\n'));
  const settings: CheckSettings = {
    PORTAL_URL: world.plan.portalUrl,
    ENTRA_TENANT_ID: written['ENTRA_TENANT_ID'] ?? '',
    ENTRA_CLIENT_ID: written['ENTRA_CLIENT_ID'] ?? '',
    DATA_DIR: mkdtempSync(path.join(tmpdir(), 'siem-connect-check-')),
    DATABASE_URL: undefined,
    credentials: credentials.value,
  };
  const send = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { origin, host } = new URL(request.url);
    const { browserApp, apiApp } = world.tenant;
    if (origin === testOrigins.browser) {
      return dated(await browserApp.fetch(new Request(request, { headers: { host } })));
    }
    if (origin === testOrigins.api) return dated(await apiApp.fetch(request));
    throw unreachable('ECONNREFUSED');
  };
  return { world, settings, send };
}

type Portal = Awaited<ReturnType<typeof connectedPortal>>;
type Broken = { readonly settings?: Partial<CheckSettings>; readonly send?: typeof fetch; readonly now?: () => number };

async function problemsOf({ world, settings, send }: Portal, broken: Broken = {}): Promise<readonly string[]> {
  // msal reaches the network by itself.
  vi.stubGlobal('fetch', broken.send ?? send);
  const findings = await runChecks({
    environment: { ...settings, ...broken.settings },
    ...{ cloud, fetch: broken.send ?? send, now: broken.now ?? Date.now, graph: world.context.graph },
  });
  expect(findings.filter(({ state }) => state !== 'ok').every(({ remedy }) => remedy)).toBe(true);
  return findings.filter(({ state }) => state === 'problem').map(({ says }) => says);
}

const failing = (code: string) => () => Promise.reject(unreachable(code));

/** As fetch fails. */
function unreachable(code: string): TypeError {
  return new TypeError('fetch failed', { cause: new CodeError(code) });
}

/** A server says what time it is. */
function dated(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set('date', new Date().toUTCString());
  return new Response(answer.body, { status: answer.status, headers });
}

class CodeError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

describe('runChecks', () => {
  it.each(['certificate', 'secret'] as const)(
    'finds nothing wrong with what was connected by a %s',
    async (credential) => {
      expect(await problemsOf(await connectedPortal(credential))).toEqual([]);
    },
  );

  it.each([
    ['ENOTFOUND', /its name is not known here \(ENOTFOUND\)/],
    ['ECONNREFUSED', /it refuses connections/],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /certificate is of an authority that this machine does not know/],
    ['UND_ERR_CONNECT_TIMEOUT', /does not answer in time/],
  ])('tells hosts that cannot be reached because of %s', async (code, says) => {
    const problems = await problemsOf(await connectedPortal(), { send: failing(code) });
    expect(problems.filter((problem) => says.test(problem)).length).toBeGreaterThanOrEqual(2);
  });

  it('tells a clock that is off', async () => {
    const problems = await problemsOf(await connectedPortal(), { now: () => Date.now() + 600_000 });
    expect(problems).toEqual([
      expect.stringMatching(/^The clock of this machine is (599|600|601) s ahead of Microsoft's\.$/),
    ]);
  });

  it('tells another tenant, another application and another portal address', async () => {
    const portal = await connectedPortal();
    const other = '11111111-2222-4333-8444-555555555555';
    expect(await problemsOf(portal, { settings: { ENTRA_TENANT_ID: other } })).toContain(
      `Entra ID knows no tenant ${other} in this cloud.`,
    );
    const unknownApplication = await problemsOf(portal, { settings: { ENTRA_CLIENT_ID: other } });
    expect(unknownApplication).toContain('The tenant has no application with ENTRA_CLIENT_ID (AADSTS700016).');
    expect(unknownApplication.some((says) => /Entra ID does not take the certificate \(AADSTS700016/.test(says))).toBe(
      true,
    );
    const moved = await problemsOf(portal, { settings: { PORTAL_URL: 'https://moved.contoso.example' } });
    expect(moved.filter((says) => says.includes('is not registered (AADSTS50011)'))).toHaveLength(3);
  });

  it('tells a credential that Entra ID does not take, and one that ends soon', async () => {
    const portal = await connectedPortal('secret');
    const wrong = { current: { clientSecret: 'wrong~secret' }, next: null };
    const problems = await problemsOf(portal, { settings: { credentials: wrong } });
    expect(problems.some((says) => /does not take the client secret \(AADSTS7000215/.test(says))).toBe(true);
    expect(problems).toContain('The registration has no such client secret.');
    portal.world.tenant.tenant.change((state) => ({
      ...state,
      applications: state.applications.map((application) => ({
        ...application,
        passwordCredentials: application.passwordCredentials.map((password) => ({
          ...password,
          endDateTime: new Date(Date.now() + 5 * 86_400_000 + 60_000).toISOString(),
        })),
      })),
    }));
    expect(await problemsOf(portal)).toEqual([expect.stringMatching(/^The client secret ends on .*, in 5 days\.$/)]);
  });

  it('tells claims and consents that are missing', async () => {
    const portal = await connectedPortal();
    portal.world.tenant.tenant.change((state) => ({
      ...state,
      oauth2PermissionGrants: [],
      applications: state.applications.map((application) => ({
        ...application,
        groupMembershipClaims: null,
        optionalClaims: null,
        web: { ...application.web, logoutUrl: null },
      })),
    }));
    expect(await problemsOf(portal)).toEqual([
      'Sign-ins do not bring the directory roles (groupMembershipClaims).',
      'Sign-ins do not bring auth_time and sid (optional claims).',
      'The front-channel logout URL is not https://siem.contoso.example/api/front-channel-logout.',
      expect.stringMatching(/^There is no admin consent for openid, profile/),
    ]);
  });

  it('tells a data folder that cannot be made', async () => {
    const problems = await problemsOf(await connectedPortal(), { settings: { DATA_DIR: '/dev/null/data' } });
    expect(problems).toEqual(['The data folder /dev/null/data cannot be written.']);
  });
});
