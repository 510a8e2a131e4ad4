import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { log } from '@/lib/log';
import { describeError } from '@/server/log-line.mjs';
import type { Refusal } from './judge-request';
import { refusalAnswer } from './refusal-answer';
import { refusalLog } from './refusal-log';
import { securityHeaders } from './security-headers';

/** A request at the door, and the answer to it. */
export type Visit = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The portal's own origin. */
  readonly portal: URL;
  readonly path: string;
  readonly requestId: string;
  readonly nonce: string;
};

/** Puts on the answer what every answer carries, whoever gives it then. The id is ours: a client's is not believed. */
export function beginAnswer({ request, response, portal }: Pick<Visit, 'request' | 'response' | 'portal'>): Visit {
  const [path = ''] = (request.url ?? '').split('?', 1);
  const visit = { request, response, portal, path, requestId: randomUUID(), nonce: randomBytes(16).toString('base64') };
  for (const [name, value] of securityHeaders(path, visit.nonce)) response.setHeader(name, value);
  response.setHeader('x-request-id', visit.requestId);
  return visit;
}

const mayBeTold = refusalLog(Date.now);

/** Ends a request here. */
export function refuse(visit: Visit, { status, reason, allow }: Refusal): void {
  const { request, path, requestId } = visit;
  const unwritten = mayBeTold(reason);
  if (unwritten !== null) {
    // By path alone: who it is has not been judged, and the rest is the sender's to choose.
    const told = { requestId, method: request.method, path: withoutTokens(path), reason, status, unwritten };
    log().warn(told, 'refused at the door');
  }
  if (allow) visit.response.setHeader('allow', allow.join(', '));
  if (reason === 'busy') visit.response.setHeader('retry-after', '2');
  // Where a page's script calls an action of another build, it tells its reader by this.
  if (reason === 'action') visit.response.setHeader('x-nextjs-action-not-found', '1');
  endWith(visit, status, reason);
}

/** A long part of a path may be what a link lets somebody in by. */
function withoutTokens(path: string): string {
  return path.replace(/[^/]{33,}/g, '…');
}

/** For what the framework threw before it answered: a fault of ours. */
export function failAnswer(visit: Visit, error: unknown): void {
  log().error(
    { requestId: visit.requestId, err: error instanceof Error ? describeError(error) : typeof error },
    'request failed',
  );
  if (visit.response.headersSent) visit.response.destroy();
  else endWith(visit, 500, 'failed');
}

function endWith({ request, response, ...visit }: Visit, status: number, reason: Refusal['reason'] | 'failed'): void {
  const { contentType, body } = refusalAnswer(reason, { ...visit, headers: request.headers });
  if (reason === 'method' && visit.path.startsWith('/api/')) {
    // Its Allow says to programs all that there is to say.
    response.writeHead(status, { 'content-length': 0, 'cache-control': 'no-store' }).end();
    return;
  }
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const RAW_STATUSES: Readonly<Record<string, number>> = {
  CONNECT: 405,
  UPGRADE: 403,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** For what never became a request: the parser could not read it, or it wants more than an answer. */
export function refuseRaw(socket: Duplex, code: string | undefined): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = RAW_STATUSES[code ?? ''] ?? 400;
  const requestId = randomUUID();
  const unwritten = mayBeTold('raw');
  if (unwritten !== null) log().warn({ requestId, code, status, unwritten }, 'refused at the door');
  const headers = [
    ...securityHeaders('', randomBytes(16).toString('base64')),
    ...[['x-request-id', requestId] as const, ['cache-control', 'no-store'] as const],
    ...[['content-length', '0'] as const, ['connection', 'close'] as const],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
}
