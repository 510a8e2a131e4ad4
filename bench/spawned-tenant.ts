import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { freePort } from '@siem-connect/testing/free-port';

const settingsSchema = z.record(z.string(), z.string());

/**
 * Runs a benchmark in a process of its own against an embedded tenant that lives as long: Node reads the certificate
 * that it is to trust at its start and never again.
 *
 * @returns the exit code of the benchmark
 */
export async function runAgainstTenant(file: string): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-bench-'));
  const [port, tlsPort] = [await freePort(), await freePort()];
  const places = { TENANT_PORT: String(port), TENANT_TLS_PORT: String(tlsPort), DATA_DIR: folder };
  const env = { ...process.env, PORTAL_URL: 'http://localhost:3000' };
  const tenant = spawn(process.execPath, ['--import', 'tsx', 'tenant/main.ts'], {
    env: { ...env, ...places },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise((resolve, reject) => {
      // Its first words say that it listens.
      tenant.stdout.once('data', resolve);
      tenant.once('exit', () => reject(new Error('The embedded tenant did not start.')));
    });
    const settings = settingsSchema.parse(JSON.parse(readFileSync(path.join(folder, 'tenant/portal.json'), 'utf8')));
    const child = { ...env, ...settings, TENANT_URL: `http://127.0.0.1:${port}` };
    const args = ['--conditions=react-server', '--import', 'tsx', file];
    return spawnSync(process.execPath, args, { env: child, stdio: 'inherit' }).status ?? 1;
  } finally {
    tenant.removeAllListeners('exit').kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
