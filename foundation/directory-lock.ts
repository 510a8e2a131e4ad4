import { rmSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fail, succeed, type Result } from './result';

/** Why a directory could not be locked. The process that has it is null when none of them stays long enough to say. */
export type LockProblem =
  { readonly kind: 'in-use'; readonly holder: string | null } | { readonly kind: 'path-too-long' };

/** The kernel cuts off a socket's path that is longer than this, and the lock would lie outside the directory. */
const LONGEST_ADDRESS_BYTES = process.platform === 'linux' ? 107 : 103;

/** Each attempt after the first follows the removal of a socket that a dead process left behind. */
const ATTEMPTS = 3;

/**
 * Locks a directory with a listening socket inside it. The kernel closes the socket when the process dies, however it
 * dies, so that no lock outlives its holder.
 *
 * @returns a function that releases the lock
 * @throws Error when nobody can tell who has the directory
 */
export async function lockDirectory(directory: string): Promise<Result<() => void, LockProblem>> {
  const address = shortestPath(path.join(directory, 'lock.sock'));
  if (Buffer.byteLength(address) > LONGEST_ADDRESS_BYTES) return fail({ kind: 'path-too-long' });
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = identify(address);
    const server = await listen(address);
    if (server) {
      server.unref();
      return succeed(() => void server.close());
    }
    const holder = await askHolder(address);
    if (holder) return fail({ kind: 'in-use', holder });
    // Another process may have removed the stale socket meanwhile, and what stands there now is its lock.
    if (identify(address) === found) rmSync(address, { force: true });
  }
  return fail({ kind: 'in-use', holder: null });
}

/** The path relative to the working directory is often shorter. */
function shortestPath(absolute: string): string {
  const relative = path.relative(process.cwd(), absolute);
  return relative.length < absolute.length ? relative : absolute;
}

function listen(address: string): Promise<net.Server | null> {
  const server = net.createServer((client) => client.end(String(process.pid)));
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(address, () => resolve(server));
  });
}

/** Tells one socket from another that was made later at the same path. */
function identify(address: string): string | null {
  const status = statSync(address, { bigint: true, throwIfNoEntry: false });
  return status ? `${status.ino}:${status.ctimeNs}` : null;
}

/** Nobody listens, the socket has gone, or its process died while it answered. */
const STALE_CODES: readonly (string | undefined)[] = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET'];

const ANSWER_WITHIN_MS = 5_000;

/** The process id that the socket answers with, or null when the socket is stale. */
function askHolder(address: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const client = net.connect(address);
    // It may be halted: whoever starts is told, and does not wait with it.
    client.setTimeout(ANSWER_WITHIN_MS, () => {
      resolve('that does not answer');
      client.destroy();
    });
    client.on('data', (data) => (answer += data.toString()));
    client.on('error', (error: NodeJS.ErrnoException) => {
      if (STALE_CODES.includes(error.code)) resolve(null);
      else reject(error);
    });
    client.on('close', () => resolve(answer || null));
  });
}
