import { X509Certificate } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openServerCertificate } from './server-certificate';

const day = 86_400_000;

it('makes a certificate for this machine, keeps it, and renews it a month before it ends', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tenant-certificate-'));
  const now = Date.now();
  const first = await openServerCertificate(folder, now);
  const certificate = new X509Certificate(first.certificate);
  expect(certificate.subjectAltName).toBe('IP Address:127.0.0.1, DNS:localhost');
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(Date.parse(certificate.validTo) - now).toBeGreaterThan(729 * day);
  expect((await openServerCertificate(folder, now + 690 * day)).certificate).toBe(first.certificate);
  expect((await openServerCertificate(folder, now + 710 * day)).certificate).not.toBe(first.certificate);
});
