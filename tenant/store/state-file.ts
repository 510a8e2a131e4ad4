import { open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';

const fileError = z.object({ code: z.string() });

/** Temporary file, fsync, rename: a reader sees the old text or the new one, whatever happens to the power. */
export async function writeFileAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(path.dirname(file));
}

/**
 * Temporary file and rename: complete at every moment, and there whenever the program is killed. Not synced, so that
 * it costs little: a power cut may lose the last seconds.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, file);
}

/** `undefined` when there is no such file yet. */
export async function readFileIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (fileError.safeParse(error).data?.code === 'ENOENT') return undefined;
    throw error;
  }
}

export async function readJsonFile<T>(file: string, schema: z.ZodType<T>): Promise<Result<T | undefined, string>> {
  const text = await readFileIfPresent(file);
  if (text === undefined) return succeed(undefined);
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return succeed(parsed.data);
  const [issue] = parsed.error.issues;
  return fail(
    `${file} is not readable (${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not JSON'}). Remove it to start anew.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The rename itself is durable only when the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
