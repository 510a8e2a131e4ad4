import type { Server } from 'node:http';
import type { ServerType } from '@hono/node-server';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';

type Listener = {
  /** Ends open connections as well: a client that keeps one alive must not keep the program alive. */
  close(): Promise<void>;
};

const listenError = z.object({ code: z.string() });

/**
 * Longer than any client keeps a connection idle. The five seconds of Node let a starved program drop a request that
 * has already arrived.
 */
const KEEP_IDLE_MS = 65_000;

type ListenOptions = { readonly port: number; readonly variable: string };

/** On this machine only; a busy port is an expected failure with one clear sentence. */
export async function listen(server: ServerType, { port, variable }: ListenOptions): Promise<Result<Listener, string>> {
  if (isHttpServer(server)) server.keepAliveTimeout = KEEP_IDLE_MS;
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    const code = listenError.safeParse(error).data?.code;
    if (code === 'EADDRINUSE') {
      return fail(`Port ${port} is in use by another program. Set ${variable} to a free port.`);
    }
    if (code === 'EACCES') return fail(`Port ${port} may not be used. Set ${variable} to a port above 1023.`);
    throw error;
  }
  return succeed({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if (isHttpServer(server)) server.closeAllConnections();
      }),
  });
}

function isHttpServer(server: ServerType): server is Server {
  return 'closeAllConnections' in server;
}
