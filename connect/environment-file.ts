import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Settings by their names, as the file has them. */
export type Settings = Readonly<Record<string, string | undefined>>;

export function readSettings(file: string): Settings {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/**
 * Changes some settings of a file and leaves everything else in it as it is, comments included. Nobody but its owner may
 * read it. It is replaced at once, so that a process that is killed leaves the old file or the new one.
 *
 * @param changes a setting that is null is taken out
 */
export function changeSettings(file: string, changes: Readonly<Record<string, string | null>>): void {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
  const kept = lines.filter((line) => !Object.hasOwn(changes, nameOf(line)));
  while (kept.at(-1) === '') kept.pop();
  const added = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [`${name}=${quote(value)}`]));
  replaceFile(file, [...kept, ...added].map((line) => `${line}\n`).join(''));
}

/** Writes a file that only its owner may read, at once. */
export function replaceFile(file: string, text: string): void {
  const next = `${file}.${randomUUID()}`;
  try {
    writeFileSync(next, text, { mode: 0o600, flag: 'wx' });
    renameSync(next, file);
    chmodSync(file, 0o600);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

function nameOf(line: string): string {
  return /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=/.exec(line)?.[1] ?? '';
}

/** Entra's secrets hold characters that end an unquoted value. */
function quote(value: string): string {
  if (/^[A-Za-z0-9_./:@-]*$/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
