import http from 'node:http';
import net from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';

export type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

export type Answer = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
};

/** What an attacker's program sends: nothing added, no redirect followed. */
export type Send = (path: string, sent?: Sent) => Promise<Answer>;

const WITHIN_MS = 60_000;
/** A stream that never ends is left after its beginning. */
const STREAM_MS = 1_000;

/** @param portalUrl where it is sent to, under the name that the portal goes by unless the headers say otherwise */
export function sender(portalUrl: string): Send {
  const { port, host } = new URL(portalUrl);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  return async (path, { method = 'GET', headers = {}, body } = {}) => {
    const request = http.request({
      ...{ host: '127.0.0.1', port, path, method, agent, timeout: WITHIN_MS },
      headers: { host, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }), ...headers },
    });
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      request.once('error', reject);
      request.once('timeout', () => request.destroy(new Error(`${method} ${path} was not answered`)));
    });
    request.end(body);
    const answer = await answered;
    return { status: answer.statusCode ?? 0, headers: answer.headers, text: await textOf(answer) };
  };
}

async function textOf(answer: http.IncomingMessage): Promise<string> {
  if (answer.headers['content-type']?.startsWith('text/event-stream')) {
    const leave = setTimeout(() => answer.destroy(), STREAM_MS);
    const begun = await text(answer).catch(() => '');
    clearTimeout(leave);
    return begun;
  }
  if (answer.headers['content-encoding'] !== 'gzip') return text(answer);
  return (await buffer(answer.pipe(createGunzip()))).toString();
}

/** Bytes as they are, on a connection of their own. @returns what came until the portal closed it */
export async function sendBytes(portalUrl: string, bytes: string | Buffer): Promise<string> {
  const socket = net.connect(Number(new URL(portalUrl).port), '127.0.0.1');
  socket.setTimeout(WITHIN_MS, () => socket.destroy());
  socket.end(bytes);
  return text(socket).catch(() => '');
}
