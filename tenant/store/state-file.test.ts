import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonFile, writeFileAtomically } from './state-file';

const schema = z.object({ count: z.number() });

async function temporaryFile(): Promise<string> {
  return path.join(await mkdtemp(path.join(os.tmpdir(), 'tenant-state-')), 'state.json');
}

describe('the state file', () => {
  it('refuses a file it does not understand, and says which', async () => {
    const file = await temporaryFile();
    await writeFile(file, '{"count":"many"}');
    const read = await readJsonFile(file, schema);
    expect(read.ok ? '' : read.error).toContain(file);
    await writeFile(file, '{"count":');
    expect(await readJsonFile(file, schema)).toMatchObject({ ok: false });
  });

  it('takes a missing file for a first start', async () => {
    expect(await readJsonFile(await temporaryFile(), schema)).toEqual({ ok: true, value: undefined });
  });

  it('leaves nothing but the file itself, readable by its owner only', async () => {
    const file = await temporaryFile();
    await writeFileAtomically(file, '{"count":1}');
    await writeFileAtomically(file, '{"count":2}');
    expect(await readFile(file, 'utf8')).toBe('{"count":2}');
    expect(await readdir(path.dirname(file))).toEqual(['state.json']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
