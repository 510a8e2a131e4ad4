import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { lockDirectory } from './directory-lock';

const fresh = () => mkdtempSync(path.join(tmpdir(), 'siem-connect-lock-'));
const inUse = { ok: false, error: { kind: 'in-use', holder: String(process.pid) } };

async function lock(directory: string): Promise<() => void> {
  const held = await lockDirectory(directory);
  if (!held.ok) throw new Error(held.error.kind);
  return held.value;
}

describe('lockDirectory', () => {
  it('refuses a path so long that the lock would lie elsewhere', async () => {
    const directory = path.join(fresh(), 'd'.repeat(70), 'e'.repeat(70));
    mkdirSync(directory, { recursive: true });
    expect(await lockDirectory(directory)).toEqual({ ok: false, error: { kind: 'path-too-long' } });
  });

  it('names the holder to the next process, and lets that in after the release', async () => {
    const directory = fresh();
    const release = await lock(directory);
    expect(await lockDirectory(directory)).toEqual(inUse);
    release();
    (await lock(directory))();
  });

  it('lets one of two through that find the stale socket of a dead process at the same moment', async () => {
    const directory = fresh();
    writeFileSync(path.join(directory, 'lock.sock'), '');
    const both = await Promise.all([lockDirectory(directory), lockDirectory(directory)]);
    expect(both.filter(({ ok }) => !ok)).toEqual([inUse]);
    for (const held of both) if (held.ok) held.value();
  });

  it('is let go of when its process is killed', async () => {
    const directory = fresh();
    const address = JSON.stringify(path.join(directory, 'lock.sock'));
    const script = `require('node:net').createServer().listen(${address}, () => process.kill(process.pid, 'SIGKILL'));`;
    await promisify(execFile)(process.execPath, ['-e', script]).catch(() => undefined);
    expect(existsSync(path.join(directory, 'lock.sock'))).toBe(true);
    (await lock(directory))();
  });

  it('leaves no file behind when it is released', async () => {
    const directory = fresh();
    (await lock(directory))();
    expect(existsSync(path.join(directory, 'lock.sock'))).toBe(false);
  });
});
