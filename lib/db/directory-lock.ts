import 'server-only';
import { rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

/** Another process has the data directory open. Two at once would corrupt it silently. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';

  constructor(directory: string, holder: string) {
    super(`The data folder ${directory} is in use by process ${holder}. Stop that process, or set DATA_DIR.`);
  }
}

/**
 * Locks a directory with a listening socket inside it: the kernel lets go of it when the process dies, however it
 * dies, so no lock is ever left behind.
 *
 * @returns a function that releases the lock
 * @throws DirectoryInUse
 */
export async function lockDirectory(directory: string): Promise<() => void> {
  const absolute = path.join(directory, 'lock.sock');
  const relative = path.relative(process.cwd(), absolute);
  // A socket's path may have about 107 bytes; the relative one is often shorter.
  const address = relative.length < absolute.length ? relative : absolute;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const server = await listen(address);
    if (server) {
      server.unref();
      return () => server.close();
    }
    const holder = await askHolder(address);
    if (holder) throw new DirectoryInUse(directory, holder);
    rmSync(address, { force: true });
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

/** The process id of who answers at the socket, or null when the socket is a leftover. */
function askHolder(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    let answer = '';
    const client = net.connect(address);
    client.on('data', (data) => (answer += data.toString()));
    client.on('error', () => resolve(null));
    client.on('close', () => resolve(answer || null));
  });
}
