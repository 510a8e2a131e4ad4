import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import { readPortalCredentials } from './portal-credentials';

async function certificateFile(): Promise<string> {
  const made = await generate([{ name: 'commonName', value: 'portal' }], { keyType: 'rsa', keySize: 2048 });
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'siem-connect-credential-')), 'portal.pem');
  writeFileSync(file, made.private + made.cert);
  return file;
}

describe('readPortalCredentials', () => {
  it('takes a secret, a certificate, and either as what comes next', async () => {
    const file = await certificateFile();
    expect(readPortalCredentials({ ENTRA_CLIENT_SECRET: 'old', ENTRA_CLIENT_CERTIFICATE_NEXT: file })).toMatchObject({
      ok: true,
      value: { current: { clientSecret: 'old' }, next: { clientCertificate: {} } },
    });
    expect(readPortalCredentials({ ENTRA_CLIENT_CERTIFICATE: file })).toMatchObject({
      ok: true,
      value: { current: { clientCertificate: {} }, next: null },
    });
  });

  it('names the setting that is missing, doubled or wrong, and never a secret', async () => {
    const file = await certificateFile();
    const read = (given: Readonly<Record<string, string>>) => {
      const credentials = readPortalCredentials(given);
      return credentials.ok ? '' : credentials.error.join('\n');
    };
    expect(read({})).toMatch(/^ENTRA_CLIENT_SECRET is missing/);
    expect(read({ ENTRA_CLIENT_SECRET: 's3cret', ENTRA_CLIENT_CERTIFICATE: file })).toBe(
      'ENTRA_CLIENT_SECRET and ENTRA_CLIENT_CERTIFICATE are both set: keep one',
    );
    expect(read({ ENTRA_CLIENT_CERTIFICATE: `${file}.none` })).toMatch(
      /^ENTRA_CLIENT_CERTIFICATE names a file that cannot/,
    );
    writeFileSync(file, 'nothing of the kind');
    expect(read({ ENTRA_CLIENT_SECRET: 's3cret', ENTRA_CLIENT_CERTIFICATE_NEXT: file })).toMatch(
      /^ENTRA_CLIENT_CERTIFICATE_NEXT names a file without a certificate/,
    );
  });
});
