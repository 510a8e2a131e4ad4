import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { lockFolder } from './folder-lock';

const freshFolder = () => mkdtemp(path.join(os.tmpdir(), 'tenant-lock-'));

it('a folder has one holder, who is named to the next', async () => {
  const folder = await freshFolder();
  const first = await lockFolder(folder);
  expect(await lockFolder(folder)).toEqual({
    ok: false,
    error: `The folder ${folder} is in use by another embedded tenant (process ${process.pid}). Stop that one, or set DATA_DIR to another folder.`,
  });
  if (first.ok) first.value();
  expect((await lockFolder(folder)).ok).toBe(true);
});

it('what somebody left behind does not keep anybody out', async () => {
  const folder = await freshFolder();
  await writeFile(path.join(folder, 'lock.sock'), '');
  expect((await lockFolder(folder)).ok).toBe(true);
});
