import net from 'node:net';
import { Client } from 'pg';
import { freePort } from '@siem-connect/testing/free-port';
import { startPostgres } from '../../scripts/postgres.mjs';

/** A PostgreSQL whose way can be cut and opened again. */
export type ReachablePostgres = {
  readonly url: string;
  readonly cut: () => Promise<void>;
  readonly open: () => Promise<void>;
  /** Stops its processes, which hold their connections and answer nothing, and lets them go on. */
  readonly halt: () => void;
  readonly resume: () => void;
  /** What an administrator of the database types. */
  readonly type: (statement: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** @returns null where no PostgreSQL is installed */
export async function postgresBehindProxy(): Promise<ReachablePostgres | null> {
  const postgres = await startPostgres();
  if (!postgres) return null;
  const port = await freePort();
  const target = Number(new URL(postgres.url).port);
  const connections = new Set<net.Socket>();
  let server: net.Server | undefined;

  const open = () =>
    new Promise<void>((resolve) => {
      server = net.createServer((client) => {
        const upstream = net.connect(target, '127.0.0.1');
        for (const socket of [client, upstream]) {
          connections.add(socket);
          socket.on('error', () => socket.destroy());
          socket.on('close', () => connections.delete(socket));
        }
        client.pipe(upstream).pipe(client);
      });
      server.listen(port, '127.0.0.1', resolve);
    });
  const cut = () =>
    new Promise<void>((resolve) => {
      for (const socket of connections) socket.destroy();
      if (server) server.close(() => resolve());
      else resolve();
    });

  await open();
  return {
    url: postgres.url.replace(`:${target}/`, `:${port}/`),
    ...{ cut, open },
    halt: () => postgres.processes().forEach((id) => process.kill(id, 'SIGSTOP')),
    resume: () => postgres.processes().forEach((id) => process.kill(id, 'SIGCONT')),
    async type(statement) {
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      await client.query(statement);
      await client.end();
    },
    async stop() {
      await cut();
      postgres.stop();
    },
  };
}
