import 'server-only';
import type { ClientBase } from 'pg';
import { readIdentity, writeIdentity } from './database-folder';
import { folderProblem } from './folder-problem';
import { findDamage, hasTables } from './table-check';

/** Read in about a second. */
const READ_AT_START_BYTES = 128 * 1024 * 1024;

/**
 * Judges what an embedded database holds before anything is added to it.
 *
 * @throws DatabaseStartProblem when its tables are gone or damaged: they are never made anew over a loss
 */
export async function judgeContents(client: ClientBase, directory: string): Promise<void> {
  const isEmpty = !(await hasTables(client));
  if (isEmpty && readIdentity(directory)?.hasTables) throw folderProblem(directory, 'it had tables, and they are gone');
  const damage = await findDamage(client, READ_AT_START_BYTES);
  if (damage) throw folderProblem(directory, damage.replace(/\.$/, ''));
}

/** From here on a database without tables is a loss. */
export function noteTables(directory: string): void {
  const identity = readIdentity(directory);
  if (identity && !identity.hasTables) writeIdentity(directory, { ...identity, hasTables: true });
}
