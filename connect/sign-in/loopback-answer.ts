import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const LONGEST_BODY_BYTES = 64_000;

const answerSchema = z.object({
  state: z.string(),
  code: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

export type LoopbackAnswer = z.infer<typeof answerSchema>;

export type Loopback = {
  /** Where Entra ID sends the browser. */
  readonly redirectUri: string;
  readonly answer: Promise<LoopbackAnswer>;
  readonly close: () => void;
};

/**
 * Waits on this machine for the answer of a sign-in. `localhost` is 127.0.0.1 for one browser and ::1 for another, so it
 * listens on both where both are there. What does not carry the expected state is refused and waited on further.
 *
 * @param state random, known to nobody but the sign-in
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export async function awaitLoopback(state: string): Promise<Loopback> {
  let receive: (answer: LoopbackAnswer) => void = () => undefined;
  const answer = new Promise<LoopbackAnswer>((resolve) => (receive = resolve));
  const server = () =>
    http.createServer((request, response) => {
      void readBody(request).then((body) => {
        const parsed = answerSchema.safeParse(Object.fromEntries(new URLSearchParams(body)));
        const isOurs = request.method === 'POST' && parsed.success && parsed.data.state === state;
        response.writeHead(isOurs ? 200 : 404, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
        response.end(isOurs ? 'You can close this window and go back to the terminal.\n' : 'Nothing is here.\n');
        if (isOurs) receive(parsed.data);
      });
    });
  const first = server();
  const port = await listen(first, { host: '127.0.0.1', port: 0 });
  const second = server();
  // A machine without IPv6 has no ::1.
  await listen(second, { host: '::1', port }).catch(() => undefined);
  const close = () => {
    for (const one of [first, second]) {
      one.closeAllConnections();
      one.close();
    }
  };
  return { redirectUri: `http://localhost:${port}`, answer, close };
}

function listen(
  server: http.Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(portOf(server.address())));
  });
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request) {
      if (!Buffer.isBuffer(part)) continue;
      bytes += part.length;
      if (bytes > LONGEST_BODY_BYTES) return '';
      parts.push(part);
    }
  } catch {
    return '';
  }
  return Buffer.concat(parts).toString('utf8');
}
