import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment';

describe('readEnvironment', () => {
  it('refuses what is no port, naming the variable', () => {
    expect(readEnvironment({ TENANT_PORT: 'abc' })).toEqual({ ok: false, error: 'TENANT_PORT must be a port number.' });
    expect(readEnvironment({ TENANT_TLS_PORT: '70000' })).toMatchObject({ ok: false });
  });

  it('refuses one port for both servers', () => {
    expect(readEnvironment({ TENANT_PORT: '4143' })).toMatchObject({ ok: false });
  });

  it('refuses a portal address that is none', () => {
    const read = readEnvironment({ PORTAL_URL: 'localhost' });
    expect(read.ok ? '' : read.error).toMatch(/^PORTAL_URL must be a web address/);
  });

  it('has a default for everything and takes empty for unset', () => {
    const read = readEnvironment({ TENANT_PORT: '', PORTAL_URL: 'https://portal.example/base/' });
    expect(read).toEqual({
      ok: true,
      value: {
        browserPort: 4100,
        apiPort: 4143,
        folder: path.resolve('data/tenant'),
        portalUrl: 'https://portal.example/base',
        issuedValuesFile: undefined,
      },
    });
  });
});
