import http, { type IncomingMessage, type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { generate } from 'selfsigned';

/** A certificate for localhost that nobody trusts but who is given it. */
export async function localCertificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'rsa',
    keySize: 2048,
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'receiver.example' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  return { key, cert };
}

/** What a receiver was sent. */
export type Received = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type Receiver = {
  readonly port: number;
  readonly received: readonly Received[];
  /** What it answers from now on. */
  readonly answer: (status: number, body?: string, headers?: Readonly<Record<string, string>>) => void;
  readonly close: () => Promise<void>;
};

/** A server that takes what it is sent, over TLS where it is given a certificate. */
export async function startReceiver(tls?: { readonly key: string; readonly cert: string }): Promise<Receiver> {
  const received: Received[] = [];
  let [status, text, extra]: [number, string, Readonly<Record<string, string>>] = [204, '', {}];
  const listener: RequestListener = (request, response) => {
    void read(request).then((body) => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
      received.push({ path: request.url ?? '', headers: Object.fromEntries(headers), body });
      response.writeHead(status, extra).end(text);
    });
  };
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
  const port = await listen(server);
  return {
    port,
    received,
    answer: (nextStatus, body = '', headers = {}) => ([status, text, extra] = [nextStatus, body, headers]),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: string[] = [];
  request.setEncoding('utf8');
  for await (const part of request) parts.push(String(part));
  return parts.join('');
}

export function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
