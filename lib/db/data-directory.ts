import 'server-only';
import { lockDirectory } from '@siem-connect/foundation/directory-lock';

/**
 * Keeps other processes out of the data directory: two at once would corrupt the database silently.
 *
 * @returns a function that releases the lock
 * @throws Error with a sentence for the operator when the directory cannot be locked
 */
export async function lockDataDirectory(directory: string): Promise<() => void> {
  const lock = await lockDirectory(directory);
  if (lock.ok) return lock.value;
  if (lock.error.kind === 'path-too-long') {
    throw new Error(`The path of the data folder ${directory} is too long. Choose a shorter one with DATA_DIR.`);
  }
  const holder = lock.error.holder ?? 'that keeps starting anew';
  throw new Error(`The data folder ${directory} is in use by process ${holder}. Stop that process, or set DATA_DIR.`);
}
