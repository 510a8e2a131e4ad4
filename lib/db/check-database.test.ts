import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { openEmbeddedPostgres } from './embedded-postgres';

const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const migrated = inject('migratedDatabase');

/** As an operator runs it, on the files as they stand. */
async function check() {
  const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '' };
  const child = spawn(process.execPath, ['scripts/database.mjs', 'check'], { env });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (said.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.stderr += data.toString()));
  const status = await new Promise((resolve) => child.once('close', resolve));
  return { status, ...said };
}

it.skipIf(migrated === '')(
  'says what it finds, what keeps the portal from starting, and who has the folder',
  async () => {
    expect((await check()).stdout).toContain('There is no embedded database');
    cpSync(migrated, folder, { recursive: true });
    const whole = await check();
    expect(whole.stderr).toBe('');
    expect(whole.stdout).toMatch(/Every table can be read\.\n0 migrations are missing.*\nIt takes changes\./);
    const { close } = await openEmbeddedPostgres(path.join(folder, 'portal'));
    expect(await check()).toMatchObject({ status: 1, stdout: '' });
    await close();
    rmSync(path.join(folder, 'portal/PG_VERSION'));
    const damaged = await check();
    expect(damaged.status).toBe(1);
    expect(damaged.stderr).toMatch(/PG_VERSION is missing.*Backup and restore/);
  },
);
