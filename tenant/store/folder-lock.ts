import { rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { refuse, succeed, type Result } from '../result';

const socketError = z.object({ code: z.string() });

/**
 * One tenant per folder: two would overwrite each other's state. The lock is a listening socket, which the kernel
 * lets go of however the program ends, so none is ever left behind.
 */
export async function lockFolder(folder: string): Promise<Result<() => void, string>> {
  const absolute = path.join(folder, 'lock.sock');
  const relative = path.relative(process.cwd(), absolute);
  // The path of a socket may have about 107 bytes; the relative one is often shorter.
  const address = relative.length < absolute.length ? relative : absolute;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const lock = await listen(address);
    if (lock !== undefined) return succeed(() => void lock.close());
    const holder = await askHolder(address);
    if (holder !== '') return refuse(inUse(folder, `process ${holder}`));
    await rm(address, { force: true });
  }
  return refuse(inUse(folder, 'another program'));
}

function inUse(folder: string, holder: string): string {
  return `The folder ${folder} is in use by another embedded tenant (${holder}). Stop that one, or set DATA_DIR to another folder.`;
}

/** `undefined` when somebody listens there already, or somebody who has ended did. */
async function listen(address: string): Promise<net.Server | undefined> {
  const server = net.createServer((client) => client.end(String(process.pid)));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(address, resolve);
    });
  } catch (error) {
    if (socketError.safeParse(error).data?.code === 'EADDRINUSE') return undefined;
    throw error;
  }
  server.unref();
  return server;
}

/** The process id of whoever answers; nothing when nobody does. */
function askHolder(address: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const client = net.connect(address);
    client.on('data', (data) => (answer += data.toString()));
    client.on('error', () => resolve(''));
    client.on('close', () => resolve(answer));
  });
}
