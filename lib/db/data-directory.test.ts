import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { lockDataDirectory } from './data-directory';

const fresh = () => mkdtempSync(path.join(tmpdir(), 'siem-connect-data-'));

it('says in a sentence that the path of the data folder is too long', async () => {
  const directory = path.join(fresh(), 'd'.repeat(70), 'e'.repeat(70));
  await expect(lockDataDirectory(directory)).rejects.toThrow(`${directory} is too long`);
});

it('says which process has the data folder, until that lets go of it', async () => {
  const directory = fresh();
  const release = await lockDataDirectory(directory);
  await expect(lockDataDirectory(directory)).rejects.toThrow(
    `The data folder ${directory} is in use by process ${process.pid}. Stop that process, or set DATA_DIR.`,
  );
  release();
  (await lockDataDirectory(directory))();
});
