import 'server-only';
import { statfsSync } from 'node:fs';

/** PostgreSQL writes its log of changes in files of 16 MB, and must always be able to begin the next one. */
const KEPT_FREE_BYTES = 64 * 1024 * 1024;

/** @returns bytes that this process may still write on the folder's disk; a quota is not seen */
export function freeBytes(directory: string): number {
  const { bavail, bfree, bsize } = statfsSync(directory);
  return (process.getuid?.() === 0 ? bfree : bavail) * bsize;
}

/** Whether so little is left that the embedded database takes no more changes: on a full disk PGlite breaks. */
export function isDiskFull(directory: string): boolean {
  return freeBytes(directory) < KEPT_FREE_BYTES;
}
