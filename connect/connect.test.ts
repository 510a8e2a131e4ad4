import { statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connect } from './connect';
import { changeSettings } from './environment-file';
import { type PlannedCall, plannedCalls } from './planned-calls';
import { registrationOf } from './registration';
import { connectWorld } from './testing/connect-world';
import { undo } from './undo';

const writes = ['POST', 'PATCH', 'DELETE'];

describe('connect', () => {
  it('makes a registration that the portal can start with', async () => {
    const world = await connectWorld();
    const connected = await connect(world.context, world.plan);
    const [application] = world.registrations();
    expect(connected).toMatchObject({ ok: true, value: { clientId: application?.appId, consent: 'consented' } });
    expect(application).toMatchObject({
      signInAudience: 'AzureADMyOrg',
      groupMembershipClaims: 'DirectoryRole',
      web: {
        redirectUris: [
          'https://siem.contoso.example/api/auth/callback/entra',
          'https://siem.contoso.example/consent/callback',
          'https://siem.contoso.example/sign-in',
        ],
      },
    });
    expect(application?.keyCredentials).toHaveLength(1);
    expect(application?.passwordCredentials).toEqual([]);
    const principal = world.state().servicePrincipals.find(({ appId }) => appId === application?.appId);
    const grants = world.state().oauth2PermissionGrants.filter(({ clientId }) => clientId === principal?.id);
    expect(grants.map(({ consentType }) => consentType)).toEqual(['AllPrincipals']);
    expect(grants[0]?.scope.split(' ')).toContain('RoleManagement.Read.Directory');
    expect(grants[0]?.scope).not.toContain('ReadWrite');
  });

  it('writes the settings, the key and nothing else, for its owner alone', async () => {
    const world = await connectWorld();
    changeSettings(world.plan.environmentFile, { LOG_LEVEL: 'warn', ENTRA_CLIENT_SECRET: 'of before' });
    await connect(world.context, world.plan);
    const settings = parseEnv(world.read(world.plan.environmentFile));
    expect(Object.keys(settings).sort()).toEqual([
      'ENTRA_CLIENT_CERTIFICATE',
      'ENTRA_CLIENT_ID',
      'ENTRA_TENANT_ID',
      'LOG_LEVEL',
      'PORTAL_URL',
      'SESSION_SECRET',
    ]);
    expect(settings['ENTRA_CLIENT_CERTIFICATE']).toBe(world.plan.certificateFile);
    for (const file of [world.plan.environmentFile, world.plan.certificateFile]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    expect(world.read(world.plan.certificateFile)).toContain('BEGIN PRIVATE KEY');
    expect(world.lines.join('\n')).not.toContain('PRIVATE KEY');
  });

  it.each(['certificate', 'secret'] as const)('changes nothing when it is repeated with a %s', async (credential) => {
    const world = await connectWorld({ credential });
    await connect(world.context, world.plan);
    const settings = world.read(world.plan.environmentFile);
    world.calls.length = 0;
    expect((await connect(world.context, world.plan)).ok).toBe(true);
    expect(world.calls.filter(({ method }) => writes.includes(method))).toEqual([]);
    expect(parseEnv(world.read(world.plan.environmentFile))).toEqual(parseEnv(settings));
  });

  it('repairs what somebody changed', async () => {
    const world = await connectWorld();
    await connect(world.context, world.plan);
    world.tenant.tenant.change((state) => ({
      ...state,
      oauth2PermissionGrants: [],
      applications: state.applications.map((application) =>
        application.uniqueName === registrationOf(world.plan.portalUrl).uniqueName
          ? {
              ...application,
              groupMembershipClaims: null,
              keyCredentials: [],
              web: { ...application.web, redirectUris: ['https://elsewhere.example/'] },
            }
          : application,
      ),
    }));
    await connect(world.context, world.plan);
    const [application] = world.registrations();
    expect(application?.web.redirectUris).toHaveLength(3);
    expect(application).toMatchObject({ groupMembershipClaims: 'DirectoryRole' });
    expect(application?.keyCredentials).toHaveLength(1);
    expect(world.state().oauth2PermissionGrants).toHaveLength(1);
  });

  it.each(['certificate', 'secret'] as const)(
    'killed at any call and run again, it doubles nothing with a %s',
    async (credential) => {
      let finished = false;
      for (let calls = 0; !finished; calls += 1) {
        const world = await connectWorld({ credential });
        const consents = world.state().oauth2PermissionGrants.length;
        world.killAfter(calls);
        finished = (await connect(world.context, world.plan)).ok;
        world.revive();
        expect((await connect(world.context, world.plan)).ok).toBe(true);
        const [application, ...others] = world.registrations();
        expect(others).toEqual([]);
        expect(world.state().servicePrincipals.filter(({ appId }) => appId === application?.appId)).toHaveLength(1);
        expect(application?.passwordCredentials).toHaveLength(credential === 'secret' ? 1 : 0);
        expect(application?.keyCredentials).toHaveLength(credential === 'secret' ? 0 : 1);
        expect(world.state().oauth2PermissionGrants).toHaveLength(consents + 1);
      }
    },
  );

  it('makes no call that the dry run does not name, and in its order', async () => {
    for (const credential of ['certificate', 'secret'] as const) {
      const world = await connectWorld({ credential });
      const planned = plannedCalls(registrationOf(world.plan.portalUrl), credential);
      await connect(world.context, world.plan);
      const rows = world.calls.reduce<number[]>((before, call) => {
        const from = before.at(-1) ?? 0;
        return [...before, planned.findIndex((one, row) => row >= from && isThat(one, call))];
      }, []);
      expect(rows).not.toContain(-1);
    }
  });

  it('says that a policy forbids secrets, and goes on with a certificate', async () => {
    const world = await connectWorld({ credential: 'secret' });
    await world.tenant.set({ secrets: { forbidden: true } });
    expect(await connect(world.context, world.plan)).toMatchObject({
      ok: false,
      error: { step: 'credential', problem: { cause: 'policy' } },
    });
    expect((await connect(world.context, { ...world.plan, credential: 'certificate' })).ok).toBe(true);
  });

  it('does what the person may, and says that consent is missing', async () => {
    const world = await connectWorld();
    world.refuse('/oauth2PermissionGrants');
    expect(await connect(world.context, world.plan)).toMatchObject({ ok: true, value: { consent: 'refused' } });
    expect(world.registrations()[0]?.keyCredentials).toHaveLength(1);
  });

  it.each([100, 60, 30])('takes the longest life of a secret that a policy of %i days allows', async (days) => {
    const world = await connectWorld({ credential: 'secret' });
    await world.tenant.set({ secrets: { maxLifetime: `P${days}D` } });
    expect((await connect(world.context, world.plan)).ok).toBe(true);
    const [password] = world.registrations()[0]?.passwordCredentials ?? [];
    const lives = Date.parse(password?.endDateTime ?? '') - Date.now();
    expect(Math.ceil(lives / 86_400_000)).toBe({ 100: 89, 60: 59, 30: 29 }[days]);
  });

  it('stops where nobody without a role may register', async () => {
    const world = await connectWorld();
    world.loseRoles();
    await world.tenant.set({ registration: { everybody: false } });
    expect(await connect(world.context, world.plan)).toMatchObject({
      ok: false,
      error: { step: 'application', problem: { cause: 'forbidden' } },
    });
    expect(world.registrations()).toEqual([]);
    expect(world.read(world.plan.environmentFile)).toBe('');
  });
});

describe('undo', () => {
  it.each(['certificate', 'secret'] as const)('leaves nothing of a registration with a %s', async (credential) => {
    const world = await connectWorld({ credential });
    changeSettings(world.plan.environmentFile, { LOG_LEVEL: 'warn' });
    const before = world.state();
    await connect(world.context, world.plan);
    expect((await undo(world.context, world.plan)).ok).toBe(true);
    const after = world.state();
    expect(after.applications).toEqual(before.applications);
    expect(after.servicePrincipals.map(({ id }) => id)).toEqual(before.servicePrincipals.map(({ id }) => id));
    expect(after.oauth2PermissionGrants).toEqual(before.oauth2PermissionGrants);
    expect(world.read(world.plan.environmentFile)).toBe('LOG_LEVEL=warn\n');
    expect(world.read(world.plan.certificateFile)).toBe('');
  });

  it('killed at any call and run again, it leaves nothing either', async () => {
    let finished = false;
    for (let calls = 0; !finished; calls += 1) {
      const world = await connectWorld();
      const before = world.state();
      await connect(world.context, world.plan);
      world.killAfter(calls);
      finished = (await undo(world.context, world.plan)).ok;
      world.revive();
      expect((await undo(world.context, world.plan)).ok).toBe(true);
      expect(world.state().applications).toEqual(before.applications);
      expect(world.state().servicePrincipals.map(({ id }) => id)).toEqual(before.servicePrincipals.map(({ id }) => id));
    }
  });
});

function isThat(planned: PlannedCall, { method, path }: { readonly method: string; readonly path: string }): boolean {
  const pattern = planned.path.replace(/[()?']/g, '\\$&').replace(/\{[a-zA-Z]+\}/g, "[^/']+");
  return planned.method === method && new RegExp(`^${pattern}$`).test(path);
}
