import 'server-only';
import { statSync } from 'node:fs';
import path from 'node:path';

/** PostgreSQL keeps its files open and would go on in what was deleted. None of these is ever made anew while it runs. */
const PARTS = ['', 'PG_VERSION', 'global/pg_control', 'base', 'pg_wal', 'pg_xact'];

/** SQLSTATE for an error of the system around PostgreSQL, which itself never gives it a bare one. */
const SYSTEM_ERROR = '58000';

/**
 * Remembers the folder that was opened.
 *
 * @returns a check that throws as soon as the folder at that path is no longer this one, whole
 */
export function watchFolder(directory: string): () => void {
  const files = PARTS.map((part) => path.join(/* turbopackIgnore: true */ directory, part));
  const opened = files.map(identify);
  return () => {
    const changed = files.find((file, index) => identify(file) !== opened[index]);
    if (changed === undefined) return;
    const message = `${changed} was deleted, moved or replaced while the portal ran.`;
    throw Object.assign(new Error(message), { code: SYSTEM_ERROR });
  };
}

function identify(file: string): string | null {
  const status = statSync(file, { bigint: true, throwIfNoEntry: false });
  return status ? `${status.dev}:${status.ino}` : null;
}
