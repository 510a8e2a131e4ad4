import 'server-only';
import { rmSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

/** Another process has the data directory open. Two at once would corrupt it silently. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';

  constructor(directory: string, holder: string) {
    super(`The data folder ${directory} is in use by process ${holder}. Stop that process, or set DATA_DIR.`);
  }
}

/** What a socket's path may have; the kernel cuts a longer one off, and the lock would lie outside the directory. */
const LONGEST_ADDRESS_BYTES = process.platform === 'linux' ? 107 : 103;

/**
 * Locks a directory with a listening socket inside it: the kernel lets go of it when the process dies, however it
 * dies, so no lock is ever left behind.
 *
 * @returns a function that releases the lock
 * @throws DirectoryInUse; Error when the directory's path is too long, or nobody can tell who has it
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  const absolute = path.join(directory, 'lock.sock');
  const relative = path.relative(process.cwd(), absolute);
  // The relative path is often shorter.
  const address = relative.length < absolute.length ? relative : absolute;
  if (Buffer.byteLength(address) > LONGEST_ADDRESS_BYTES) {
    throw new Error(`The path of the data folder ${directory} is too long. Choose a shorter one with DATA_DIR.`);
  }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const found = identify(address);
    const server = await listen(address);
    if (server) {
      server.unref();
      return () => server.close();
    }
    const holder = await askHolder(address);
    if (holder) throw new DirectoryInUse(directory, holder);
    // Another process may have cleared the leftover meanwhile: what stands there now is its lock.
    if (identify(address) === found) rmSync(address, { force: true });
  }
  throw new DirectoryInUse(directory, 'that keeps starting anew');
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
const LEFTOVER_CODES: readonly (string | undefined)[] = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET'];

/** The process id of who answers at the socket, or null when the socket is a leftover. */
function askHolder(address: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const client = net.connect(address);
    client.on('data', (data) => (answer += data.toString()));
    client.on('error', (error: NodeJS.ErrnoException) => {
      if (LEFTOVER_CODES.includes(error.code)) resolve(null);
      else reject(error);
    });
    client.on('close', () => resolve(answer || null));
  });
}
