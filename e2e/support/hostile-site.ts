import { once } from 'node:events';
import { createServer } from 'node:http';

/** A site of a stranger: it answers every path with the page that it was given last. */
export type HostileSite = {
  /** Another site than the portal's `localhost`. */
  readonly elsewhere: string;
  /** The same site on another port: browsers send the portal's cookies from there. */
  readonly beside: string;
  readonly show: (html: string) => void;
  readonly stop: () => Promise<void>;
};

export async function startHostileSite(): Promise<HostileSite> {
  let page = '';
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(`<!doctype html><title>Hostile</title>${page}`);
  });
  server.listen(0);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site has no port');
  return {
    elsewhere: `http://127.0.0.1:${address.port}`,
    beside: `http://localhost:${address.port}`,
    show: (html) => (page = html),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
