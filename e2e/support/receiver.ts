import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the portal told. */
export type Told = { readonly id: string; readonly body: string };

export type Receiver = {
  readonly address: string;
  readonly told: readonly Told[];
  /** What it answers from now on. */
  readonly answer: (status: number, text?: string) => void;
  readonly close: () => Promise<void>;
};

/** A receiver of webhooks on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const told: Told[] = [];
  let [status, text] = [204, ''];
  const server = http.createServer((request, response) => {
    const parts: string[] = [];
    request.setEncoding('utf8');
    request.on('data', (part: string) => parts.push(part));
    request.on('end', () => {
      if (status < 300) told.push({ id: String(request.headers['webhook-id']), body: parts.join('') });
      response.writeHead(status).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    address: `http://127.0.0.1:${port}/hook`,
    told,
    answer: (nextStatus, nextText = '') => ([status, text] = [nextStatus, nextText]),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
