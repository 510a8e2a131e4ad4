import 'server-only';
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { freeBytes } from './disk-space';
import { folderProblem } from './folder-problem';

/** What a fresh database takes, with room to begin. */
const ROOM_FOR_A_NEW_ONE_BYTES = 96 * 1024 * 1024;

/** Stands in the folder while a database is made: what lies there then was never used. */
const BEING_MADE = 'siem-connect.being-made';

/** What a folder may hold that is no part of a database. */
const FOREIGN = new Set(['lock.sock', 'lost+found', '.gitkeep', '.DS_Store']);

/** Any one of them says that a database was here. */
const PARTS = ['global', 'base', 'pg_wal', 'pg_xact', 'postgresql.conf'];

const identitySchema = z.object({ database: z.string().regex(/^\d+$/), hasTables: z.boolean().default(false) });

/** Which database belongs in the folder; kept beside it, so that it outlives it. */
export type FolderIdentity = z.infer<typeof identitySchema>;

const identityFile = (directory: string) => `${directory}.identity`;

/**
 * Judges the folder of an embedded database before anything opens it. Nobody else may do so meanwhile.
 *
 * @returns whether a database has to be made: never where one has been
 * @throws DatabaseStartProblem when a database that was here is gone, or half gone
 */
export function judgeFolder(directory: string): 'new' | 'existing' {
  const had = existsSync(identityFile(directory));
  const found = readdirSync(directory).filter((name) => !FOREIGN.has(name));
  if (found.includes(BEING_MADE) && !had) {
    // The first start was cut short: nothing was ever stored in it.
    for (const name of found) rmSync(path.join(directory, name), { recursive: true, force: true });
    return 'new';
  }
  const version = path.join(directory, 'PG_VERSION');
  if (found.includes('PG_VERSION')) {
    if (/^\d+\s*$/.test(readFileSync(version, 'utf8'))) return 'existing';
    throw folderProblem(directory, 'its file PG_VERSION is damaged');
  }
  if (PARTS.some((part) => found.includes(part))) {
    throw folderProblem(directory, 'its file PG_VERSION is missing, and other parts of a database are there');
  }
  if (had) throw folderProblem(directory, 'there was one, and the folder is empty now');
  if (found.length > 0) throw folderProblem(directory, `it is no database: it holds ${found.slice(0, 3).join(', ')}`);
  return 'new';
}

/** Marks the folder before a database is made in it. @throws DatabaseStartProblem when there is no room for one */
export function beginMaking(directory: string): void {
  if (freeBytes(directory) < ROOM_FOR_A_NEW_ONE_BYTES) {
    throw folderProblem(directory, 'its disk is full, a new one takes about 100 MB');
  }
  writeDurably(path.join(directory, BEING_MADE), '');
}

/** From here on the folder has had a database. */
export function endMaking(directory: string, identity: FolderIdentity): void {
  writeIdentity(directory, identity);
  rmSync(path.join(directory, BEING_MADE), { force: true });
}

/** @returns null where none was written yet, or what was written cannot be read */
export function readIdentity(directory: string): FolderIdentity | null {
  const file = identityFile(directory);
  if (!existsSync(file)) return null;
  try {
    return identitySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function writeIdentity(directory: string, identity: FolderIdentity): void {
  writeDurably(identityFile(directory), `${JSON.stringify(identity)}\n`);
}

/** Whole or not at all, even when the power goes. */
function writeDurably(file: string, text: string): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  flushFolder(path.dirname(file));
}

/** Makes names durable. Windows has no such thing. */
function flushFolder(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
