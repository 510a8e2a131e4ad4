import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

const complete = {
  PORTAL_URL: 'https://siem.contoso.example/',
  ENTRA_TENANT_ID: '11111111-2222-4333-8444-ABCDEFABCDEF',
  ENTRA_CLIENT_ID: 'AAAAAAAA-0000-4000-8000-000000000001',
  ENTRA_CLIENT_SECRET: 'p9Q8Q~made.up-as.Entra-makes-them',
  SESSION_SECRET: 'qX7rT2mZ9vK4wB8nE1sJ6pL3dF5gH0yC',
};
const hosts = ['CLOUD', 'ENTRA_AUTHORITY_HOST', 'GRAPH_URL', 'DEFENDER_API_URL'];
const secrets = ['ENTRA_CLIENT_SECRET', 'SESSION_SECRET', 'SESSION_SECRET_PREVIOUS', 'DATABASE_URL', 'METRICS_TOKEN'];
const files = secrets.map((name) => `${name}_FILE`);
const optional = [
  ...hosts,
  ...files,
  'SESSION_SECRET_PREVIOUS',
  'DATABASE_URL',
  'DATA_DIR',
  'LOG_LEVEL',
  'ALLOW_INSECURE',
  'TRUSTED_PROXIES',
  'METRICS_TOKEN',
  'SECURITY_CONTACT',
  'HSTS_SUBDOMAINS',
];
const protections = ['NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_OPTIONS'];

beforeEach(() => vi.unstubAllEnvs());
// Modules are shared with the tests that come after, and keep the settings that they read.
afterAll(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** A process of its own, as far as the settings go: they are read once. */
async function read(given: Readonly<Record<string, string | undefined>>) {
  for (const name of [...optional, ...protections, 'NEXTAUTH_URL']) vi.stubEnv(name, undefined);
  const all = { ALLOW_INSECURE: 'unrepaired-node', ...complete, ...given };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  vi.resetModules();
  return (await import('./env')).environment();
}

async function readCloud(given: Readonly<Record<string, string | undefined>>) {
  await read(given);
  return (await import('./env')).environmentCloud();
}

describe('environment', () => {
  it('names everything that is missing at once; an empty variable is missing too', async () => {
    const nothing = Object.fromEntries(Object.keys(complete).map((name) => [name, undefined]));
    const refused = read({ ...nothing, SESSION_SECRET: '' });
    for (const name of Object.keys(complete)) await expect(refused).rejects.toThrow(`\n  ${name} `);
    await expect(refused).rejects.toThrow('SIEM Connect cannot start.');
  });

  it.each([
    ['PORTAL_URL', 'no-address-at-all'],
    ['PORTAL_URL', 'https://siem.contoso.example/a-path'],
    ['PORTAL_URL', 'ftp://siem.contoso.example'],
    ['ENTRA_TENANT_ID', 'contoso.example'],
    ['SESSION_SECRET', 'too-short-a-secret'],
    ['SESSION_SECRET_PREVIOUS', 'too-short-before'],
    ['ENTRA_AUTHORITY_HOST', 'http://login.contoso.example'],
    ['GRAPH_URL', 'not-an-address-either'],
    ['DATABASE_URL', 'mysql://root:hunter2@db.contoso.example/siem'],
    ['CLOUD', 'cloud-cuckoo-land'],
    ['LOG_LEVEL', 'chatty-as-can-be'],
    ['METRICS_TOKEN', 'a-word'],
    ['SECURITY_CONTACT', 'security@fabrikam.example'],
    ['SECURITY_CONTACT', 'javascript:alert(1)'],
    ['HSTS_SUBDOMAINS', 'perhaps'],
    ['TRUSTED_PROXIES', 'nginx.contoso.example'],
  ])('refuses %s=%s by its name, without showing the value', async (name, value) => {
    const message = await read({ [name]: value }).then(String, String);
    expect(message).toContain(`EnvironmentProblem: SIEM Connect cannot start. In the environment:\n  ${name} `);
    expect(message).not.toContain(value);
  });

  it.each([
    ['PORTAL_URL', 'http://siem.contoso.example', /begins with http:/],
    ['PORTAL_URL', 'http://localhost.contoso.example', /begins with http:/],
    ['PORTAL_URL', 'http://10.0.0.5:3000', /begins with http:/],
    ['SESSION_SECRET', 'a'.repeat(40), /can be guessed/],
    ['SESSION_SECRET', '0123456789'.repeat(4), /can be guessed/],
    ['ENTRA_CLIENT_SECRET', '2f5b7d0e-1c3a-4a6b-9d8e-7f6a5b4c3d2e', /is the secret's ID/],
    ['ENTRA_CLIENT_SECRET', '<your-client-secret>', /text of an example/],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', /is 0: anybody/],
    ['NODE_OPTIONS', '--max-old-space-size=384 --insecure-http-parser', /accepts forged requests/],
    ['DATABASE_URL', 'postgresql://portal:hunter2@db.contoso.example/siem', /clear text: add sslmode=verify-full/],
    ['DATABASE_URL', 'postgresql://portal:hunter2@localhost/siem?host=db.contoso.example', /clear text/],
    ['DATABASE_URL', 'postgresql://portal:hunter2@db.contoso.example/siem?sslmode=no-verify', /is not verified/],
    ['DATABASE_URL', 'postgresql://portal:hun@ter#2@db.contoso.example/siem', /write %40 for @/],
    ['TRUSTED_PROXIES', '127.0.0.1, hunter2', /10\.0\.0\.0\/8; number 2 is neither/],
    ['ALLOW_INSECURE', 'everything', /may name: clear-text-database, unrepaired-node/],
  ])('refuses %s=%s in one sentence that says why', async (name, value, why) => {
    const message = await read({ [name]: value }).then(String, String);
    const lines = message.split('\n').slice(1, -1);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(`  ${name} `)).toBe(true);
    expect(lines[0]).toMatch(why);
    expect(message).not.toMatch(/hun(ter)?/);
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:8080', 'http://[::1]:3000', 'http://portal.localhost'])(
    'takes %s, which nobody else can listen to',
    async (PORTAL_URL) => expect(await read({ PORTAL_URL })).toMatchObject({ PORTAL_URL }),
  );

  it('takes a database elsewhere in clear text where that was allowed by name, and one on this machine', async () => {
    const elsewhere = 'postgresql://portal@db.contoso.example/siem';
    const allowed = { DATABASE_URL: elsewhere, ALLOW_INSECURE: 'clear-text-database, unrepaired-node' };
    expect(await read(allowed)).toMatchObject({ DATABASE_URL: { host: 'db.contoso.example', tls: 'none' } });
    for (const host of ['localhost', '127.0.0.1', '%2Fvar%2Frun%2Fpostgresql']) {
      const local = await read({ DATABASE_URL: `postgresql://portal@${host}/siem` });
      expect(local).toMatchObject({ DATABASE_URL: { tls: 'none' } });
    }
  });

  it('brings addresses and ids to the form that Entra compares', async () => {
    expect(await read({})).toMatchObject({
      PORTAL_URL: 'https://siem.contoso.example',
      ENTRA_TENANT_ID: '11111111-2222-4333-8444-abcdefabcdef',
      ENTRA_CLIENT_ID: 'aaaaaaaa-0000-4000-8000-000000000001',
    });
  });

  it('tells next-auth its public address, whatever else stood there', async () => {
    await read({ NEXTAUTH_URL: 'https://evil.example' });
    expect(process.env.NEXTAUTH_URL).toBe('https://siem.contoso.example');
  });
});

describe('a secret in a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-secrets-'));
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const good: Readonly<Record<string, string>> = {
    ENTRA_CLIENT_SECRET: 'value of a file',
    SESSION_SECRET: 'Jw3kR8vN1xT6zQ4bY9mC2sD7fG5hL0pA',
    SESSION_SECRET_PREVIOUS: 'Ue4tB9yM2cV7nX1zK6wQ8rJ3gS5dF0hL',
    DATABASE_URL: 'postgresql://portal:hunter2@db.contoso.example/siem?sslmode=verify-full',
    METRICS_TOKEN: 'vR4nQ8sT1xZ6bK3mW9pL2dF7gH5jC0yE',
  };

  it.each(secrets)('is read for %s, without the line break at its end', async (name) => {
    for (const end of ['', '\n', '\r\n']) {
      const given = { [name]: undefined, [`${name}_FILE`]: file(name, `${good[name] ?? ''}${end}`) };
      const expected = name === 'DATABASE_URL' ? { host: 'db.contoso.example', tls: 'full' } : good[name];
      expect(await read(given)).toMatchObject({ [name]: expected });
    }
  });

  it.each(secrets)('is refused for %s beside the setting itself, in one sentence', async (name) => {
    const both = { [name]: good[name], [`${name}_FILE`]: file(name, 'another value, hunter2, long enough') };
    const message = await read(both).then(String, String);
    expect(message.split('\n').slice(1, -1)).toEqual([`  ${name}_FILE is set, and ${name} is too: keep one`]);
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['that is missing', () => path.join(folder, 'nowhere'), /cannot be read: .+nowhere \(ENOENT\)$/],
    ['that is a folder', () => folder, /cannot be read: .+ \(EISDIR\)$/],
    ['that is empty', () => file('empty', '\n'), /is empty: .+empty$/],
  ])('%s is refused in one sentence', async (_what, name, expected) => {
    const message = await read({ SESSION_SECRET: undefined, SESSION_SECRET_FILE: name() }).then(String, String);
    const lines = message.split('\n').slice(1, -1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(expected);
  });

  it('is judged as the setting itself, and never shown', async () => {
    const short = { SESSION_SECRET: undefined, SESSION_SECRET_FILE: file('short', 'too-short-a-secret') };
    const message = await read(short).then(String, String);
    expect(message).toContain('SESSION_SECRET must have at least 32 characters');
    expect(message).not.toContain('too-short-a-secret');
  });
});

describe('environmentCloud', () => {
  it.each([
    [undefined, 'https://login.microsoftonline.com', 'https://graph.microsoft.com'],
    ['gcc', 'https://login.microsoftonline.com', 'https://graph.microsoft.com'],
    ['gcc-high', 'https://login.microsoftonline.us', 'https://graph.microsoft.us'],
    ['dod', 'https://login.microsoftonline.us', 'https://dod-graph.microsoft.us'],
    ['china', 'https://login.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn'],
  ])('of CLOUD=%s signs in at %s and calls %s', async (CLOUD, authorityHost, graphUrl) => {
    expect(await readCloud({ CLOUD })).toMatchObject({ authorityHost, graphUrl });
  });

  it('takes a stand-in’s hosts and keeps Microsoft’s names of what tokens are for', async () => {
    const standIn = 'https://tenant.example';
    const given = { CLOUD: 'gcc-high', ENTRA_AUTHORITY_HOST: standIn, GRAPH_URL: standIn, DEFENDER_API_URL: standIn };
    expect(await readCloud(given)).toEqual({
      ...{ id: 'gcc-high', authorityHost: standIn, graphUrl: standIn, graphAlerts: true },
      graphResource: 'https://graph.microsoft.us',
      defenderResource: 'https://api-gov.securitycenter.microsoft.us',
      regions: [{ id: 'gcc-high-dod', defenderApiUrl: standIn }],
      defenderPortal: 'https://security.microsoft.us',
      signInErrors: 'https://login.microsoftonline.us/error',
    });
  });
});
