import { beforeEach, describe, expect, it, vi } from 'vitest';

const complete = {
  PORTAL_URL: 'https://siem.contoso.example/',
  ENTRA_TENANT_ID: '11111111-2222-4333-8444-ABCDEFABCDEF',
  ENTRA_CLIENT_ID: 'AAAAAAAA-0000-4000-8000-000000000001',
  ENTRA_CLIENT_SECRET: 'the-secret-of-the-portal',
  SESSION_SECRET: 'a session secret for tests, long enough',
};
const hosts = ['CLOUD', 'ENTRA_AUTHORITY_HOST', 'GRAPH_URL', 'DEFENDER_API_URL'];
const optional = [...hosts, 'DATABASE_URL', 'DATA_DIR', 'LOG_LEVEL'];

beforeEach(() => vi.unstubAllEnvs());

/** A process of its own, as far as the settings go: they are read once. */
async function read(given: Readonly<Record<string, string | undefined>>) {
  for (const name of [...optional, 'NEXTAUTH_URL']) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries({ ...complete, ...given })) vi.stubEnv(name, value);
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
    ['ENTRA_AUTHORITY_HOST', 'http://login.contoso.example'],
    ['GRAPH_URL', 'not-an-address-either'],
    ['DATABASE_URL', 'mysql://root:hunter2@db.contoso.example/siem'],
    ['CLOUD', 'cloud-cuckoo-land'],
    ['LOG_LEVEL', 'chatty-as-can-be'],
  ])('refuses %s=%s by its name, without showing the value', async (name, value) => {
    const message = await read({ [name]: value }).then(String, String);
    expect(message).toContain(`EnvironmentProblem: SIEM Connect cannot start. In the environment:\n  ${name} `);
    expect(message).not.toContain(value);
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
