import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '@siem-connect/testing/free-port';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Environment } from './environment';
import { startTenant, type StartedTenant } from './start-tenant';

const running: StartedTenant[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((tenant) => tenant.stop()));
});

async function freshEnvironment(): Promise<Environment> {
  const data = await mkdtemp(path.join(os.tmpdir(), 'tenant-'));
  return {
    browserPort: await freePort(),
    apiPort: await freePort(),
    folder: path.join(data, 'tenant'),
    portalUrl: 'http://localhost:3000',
    issuedValuesFile: undefined,
  };
}

async function start(environment: Environment): Promise<StartedTenant> {
  const started = await startTenant(environment);
  if (!started.ok) throw new Error(started.error);
  running.push(started.value);
  return started.value;
}

async function stop(tenant: StartedTenant): Promise<void> {
  running.splice(running.indexOf(tenant), 1);
  await tenant.stop();
}

const applicationsSchema = z.object({
  applications: z.array(z.object({ displayName: z.string(), web: z.object({ redirectUris: z.array(z.string()) }) })),
});

async function stateOf({ origins }: StartedTenant) {
  return applicationsSchema.parse(await (await fetch(`${origins.browser}/control/state`)).json());
}

/** A script in a process of its own, because trust in a certificate is decided when Node starts. */
function runScript(
  args: readonly string[],
  variables: Record<string, string>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...args], { env: { ...process.env, ...variables } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('a start is refused with one sentence', () => {
  it('when a port is taken, and nothing stays open', async () => {
    const first = await freshEnvironment();
    await start(first);
    const second = await freshEnvironment();
    expect(await startTenant({ ...second, browserPort: first.browserPort })).toEqual({
      ok: false,
      error: `Port ${first.browserPort} is in use by another program. Set TENANT_PORT to a free port.`,
    });
    const refused = await startTenant({ ...second, apiPort: first.apiPort });
    expect(refused.ok ? '' : refused.error).toContain('TENANT_TLS_PORT');
    await start(second);
  });

  it('when the folder cannot be written', async () => {
    const environment = await freshEnvironment();
    const file = path.join(path.dirname(environment.folder), 'a-file');
    await writeFile(file, '');
    const refused = await startTenant({ ...environment, folder: path.join(file, 'tenant') });
    expect(refused.ok ? '' : refused.error).toMatch(/cannot be written \(ENOTDIR\)\. Set DATA_DIR/);
  });

  it('when the state is not readable', async () => {
    const environment = await freshEnvironment();
    await stop(await start(environment));
    await writeFile(path.join(environment.folder, 'state.json'), '{"version":0}');
    const refused = await startTenant(environment);
    expect(refused.ok ? '' : refused.error).toContain('state.json is not readable');
  });

  it('when another tenant works in the folder, which goes on undisturbed', async () => {
    const environment = await freshEnvironment();
    const first = await start(environment);
    const second = { ...(await freshEnvironment()), folder: environment.folder };
    const main = path.join(import.meta.dirname, 'main.ts');
    const ended = await runScript(['--import', 'tsx', main], {
      TENANT_PORT: String(second.browserPort),
      TENANT_TLS_PORT: String(second.apiPort),
      DATA_DIR: path.dirname(environment.folder),
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toBe(
      `The folder ${environment.folder} is in use by another embedded tenant (process ${process.pid}). Stop that one, or set DATA_DIR to another folder.\n`,
    );
    expect((await stateOf(first)).applications).toHaveLength(1);
  });

  it('by the program itself, with exit code 1', async () => {
    const main = path.join(import.meta.dirname, 'main.ts');
    const ended = await runScript(['--import', 'tsx', main], { TENANT_PORT: 'none' });
    expect(ended).toMatchObject({ code: 1, stderr: 'TENANT_PORT must be a port number.\n' });
  });
});

describe('a started tenant', () => {
  it('writes what a portal needs, for its owner only', async () => {
    const environment = await freshEnvironment();
    const { origins } = await start(environment);
    const file = path.join(environment.folder, 'portal.json');
    const portal = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(file, 'utf8')));
    expect(portal).toMatchObject({
      ENTRA_AUTHORITY_HOST: origins.api,
      GRAPH_URL: origins.api,
      DEFENDER_API_URL: origins.api,
      NODE_EXTRA_CA_CERTS: path.join(environment.folder, 'certificate.pem'),
    });
    for (const name of ['portal.json', 'certificate.key', 'signing-keys.json', 'state.json']) {
      expect((await stat(path.join(environment.folder, name))).mode & 0o777).toBe(0o600);
    }
    expect(await readFile(path.join(environment.folder, 'state.json'), 'utf8')).not.toContain(
      portal.ENTRA_CLIENT_SECRET,
    );
  });

  it('keeps secret, key and state over a restart, and follows the portal to another address', async () => {
    const environment = await freshEnvironment();
    const first = await start(environment);
    const before = first.portalEnvironment.ENTRA_CLIENT_SECRET;
    await stop(first);
    const second = await start({ ...environment, portalUrl: 'https://portal.example' });
    expect(second.portalEnvironment.ENTRA_CLIENT_SECRET).toBe(before);
    const [portal] = (await stateOf(second)).applications;
    expect(portal?.web.redirectUris).toEqual([
      'https://portal.example/api/auth/callback/entra',
      'https://portal.example/consent/callback',
      'https://portal.example/sign-in',
    ]);
  });

  it('killed without warning, it has everything it answered for', async () => {
    const environment = await freshEnvironment();
    const main = path.join(import.meta.dirname, 'main.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: {
        ...process.env,
        TENANT_PORT: String(environment.browserPort),
        TENANT_TLS_PORT: String(environment.apiPort),
        DATA_DIR: path.dirname(environment.folder),
      },
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const origin = `http://127.0.0.1:${environment.browserPort}`;
    const body = JSON.stringify([{ do: 'assignRole', person: 'user', role: 'Global Reader' }]);
    expect((await fetch(`${origin}/control/changes`, { method: 'POST', body })).status).toBe(200);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const again = await start(environment);
    const state = await fetch(`${again.origins.browser}/control/state`);
    const { people } = z
      .object({ people: z.array(z.object({ roles: z.array(z.string()) })) })
      .parse(await state.json());
    expect(people.at(-1)?.roles).toEqual(['Global Reader']);
  });

  it('makes a new certificate when the old one is damaged', async () => {
    const environment = await freshEnvironment();
    await stop(await start(environment));
    const file = path.join(environment.folder, 'certificate.pem');
    await chmod(file, 0o600);
    await writeFile(file, 'nonsense');
    await start(environment);
    expect(await readFile(file, 'utf8')).toContain('BEGIN CERTIFICATE');
  });

  it('cuts connections when a scenario says so', async () => {
    const { origins } = await start(await freshEnvironment());
    const faults = [{ path: '/authorize$', reset: true }];
    await fetch(`${origins.browser}/control/faults`, { method: 'POST', body: JSON.stringify(faults) });
    await expect(fetch(`${origins.browser}/x/oauth2/v2.0/authorize`)).rejects.toThrow('fetch failed');
    expect((await fetch(`${origins.browser}/x/oauth2/v2.0/authorize`)).status).toBe(400);
  });

  it('is accepted by msal-node, graph-client and next-auth as they are', async () => {
    const environment = { ...(await freshEnvironment()) };
    const issuedValuesFile = path.join(path.dirname(environment.folder), 'issued.txt');
    const { origins, portalEnvironment } = await start({ ...environment, issuedValuesFile });
    const script = path.join(import.meta.dirname, 'testing/real-clients.ts');
    const portalFile = path.join(environment.folder, 'portal.json');
    const ended = await runScript(['--import', 'tsx', script, origins.browser, portalFile], {
      NODE_EXTRA_CA_CERTS: portalEnvironment.NODE_EXTRA_CA_CERTS ?? '',
      NEXTAUTH_URL: 'http://localhost:3000',
      NEXTAUTH_SECRET: 'a secret for this test only',
    });
    expect(ended.stderr.replaceAll(/.*(DeprecationWarning|node --trace).*\n/g, '')).toBe('');
    expect(JSON.parse(ended.stdout)).toMatchObject({
      account: 'security-app-admin@contoso.example',
      scopes: ['User.Read', 'Application.ReadWrite.All', 'openid', 'profile'],
      refreshed: true,
      me: 'security-app-admin@contoso.example',
      roles: ['Alert.Read.All'],
      notConsented: { errorCode: 'invalid_grant', errorNo: 65001 },
      wrongSecret: { errorCode: 'invalid_client', errorNo: 7000215 },
      absent: [400, 'BadRequest'],
      nextAuth: { user: { name: 'Rosa Reimer', email: 'security-reader@contoso.example' } },
    });
    expect((await readFile(issuedValuesFile, 'utf8')).split('\n').length).toBeGreaterThan(10);
  });
});
