import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DirectoryInUse, lockDirectory } from './directory-lock';

const fresh = () => mkdtempSync(path.join(tmpdir(), 'siem-connect-lock-'));

describe('lockDirectory', () => {
  it('refuses a path so long that the lock would lie elsewhere', async () => {
    const directory = path.join(fresh(), 'd'.repeat(70), 'e'.repeat(70));
    mkdirSync(directory, { recursive: true });
    await expect(lockDirectory(directory)).rejects.toThrow(`${directory} is too long`);
  });

  it('lets one of two through that find the leftover of a dead process at the same moment', async () => {
    const directory = fresh();
    writeFileSync(path.join(directory, 'lock.sock'), '');
    const both = await Promise.allSettled([lockDirectory(directory), lockDirectory(directory)]);
    const refusals = both.flatMap((held) => (held.status === 'rejected' ? [String(held.reason)] : []));
    expect(refusals).toEqual([String(new DirectoryInUse(directory, String(process.pid)))]);
    for (const held of both) if (held.status === 'fulfilled') held.value();
  });

  it('leaves no file behind when it is released', async () => {
    const directory = fresh();
    (await lockDirectory(directory))();
    expect(existsSync(path.join(directory, 'lock.sock'))).toBe(false);
  });
});
