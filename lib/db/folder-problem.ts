import 'server-only';
import { DatabaseStartProblem } from './start-problem';

const MANUAL = 'docs/operations.md, "Backup and restore"';

/** What to do, by what the cause says. The first that fits counts. */
const NEXT_STEPS: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|EDQUOT|No space left|quota exceeded|disk is full/i, 'Free space on its disk, then start again.'],
  [/EROFS|Read-only file system/i, 'Make its disk writable, or choose another folder with DATA_DIR, then start again.'],
  [
    /EACCES|EPERM|Permission denied|not permitted|not owned|wrong ownership|invalid permissions/i,
    'Give the folder and all that is in it to the user that runs the portal, readable and writable, then start again.',
  ],
  [
    /not compatible with this version|EXIST?S: file|ENOTDIR|Not a directory/i,
    `Set DATA_DIR to the folder that this release has made, or restore its backup (${MANUAL}).`,
  ],
  [
    /out of memory|Out of memory|memory allocation|could not grow/i,
    'Give the process more memory (about 1.1 GB for a moment at the first start), then start again.',
  ],
];

const RESTORE =
  `Keep a copy of the folder, put your backup of it in its place and start again (${MANUAL}). ` +
  'Without a backup move the folder and its .identity file away: the portal then begins anew, and Settings > SIEM ' +
  'lists what it made under "Found in your tenant", where Adopt takes it over.';

/**
 * Why the embedded database in a folder cannot be used.
 *
 * @param cause a clause; it decides which next step is named
 */
export function folderProblem(directory: string, cause: string): DatabaseStartProblem {
  const next = NEXT_STEPS.find(([pattern]) => pattern.test(cause))?.[1] ?? RESTORE;
  return new DatabaseStartProblem(`The embedded database in ${directory} cannot be opened: ${cause}.`, next);
}

/** Numbers of musl, which Emscripten's file system throws in objects that are no Error. */
const EMSCRIPTEN_ERRORS: ReadonlyMap<number, string> = new Map([
  [2, 'EACCES, permission denied'],
  [19, 'EDQUOT, disk quota exceeded'],
  [29, 'EIO, the disk reported an error'],
  [41, 'EMFILE, too many open files'],
  [44, 'ENOENT, a file is missing'],
  [51, 'ENOSPC, no space left on the disk'],
  [63, 'EPERM, operation not permitted'],
  [69, 'EROFS, read-only file system'],
]);

/**
 * The cause of a failed opening: what PostgreSQL itself said last, else what was thrown.
 *
 * @param lines of PostgreSQL's log, oldest first
 */
export function causeOfFailure(error: unknown, lines: readonly string[]): string {
  const said = [...lines].reverse().map(readSevere).find(Boolean);
  if (said) {
    const detail = lines.map((line) => /DETAIL: {2}(.+)/.exec(line)?.[1]).findLast(Boolean);
    return withoutStop([said, detail].filter(Boolean).join(': '));
  }
  if (typeof error === 'object' && error !== null && 'errno' in error && typeof error.errno === 'number') {
    const known = EMSCRIPTEN_ERRORS.get(error.errno);
    if (known && !(error instanceof Error && 'syscall' in error)) return known;
  }
  return withoutStop(error instanceof Error ? error.message.trim() : 'PostgreSQL ended without a word');
}

function readSevere(line: string): string | undefined {
  return /(?:FATAL|PANIC): {2}(.+)/.exec(line)?.[1] ?? /^(?:postgres|initdb): (?:error: )?(.+)/.exec(line)?.[1];
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, '').replaceAll('/pglite/data/', '');
}
