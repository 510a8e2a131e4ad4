import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDevelopment } from '@/lib/env';
import { fail, type Result, succeed } from '@/lib/result';
import { readActionBody } from './action-body';
import type { ListedPaths } from './listed-paths';
import { type Admitted, judgeRequest, type Refusal } from './judge-request';
import { nextHeaders } from './next-headers';
import { failAnswer, refuse, type Visit } from './refuse';
import { readBody, withBody } from './request-body';
import { contentSecurityPolicy } from './security-headers';
import { takeTurn } from './take-turn';
import { visitorAddress } from './visitor-address';

/** What lies behind the door. */
export type Inside = {
  /** Asked for each request: while developing, pages come and go. */
  readonly paths: () => ListedPaths;
  readonly framework: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

/** Lets a request in that exists, as one that we wrote. Every other ends here. */
export async function admit(inside: Inside, visit: Visit): Promise<void> {
  const { request, response, portal } = visit;
  try {
    const judged = judgeRequest(request, { paths: inside.paths(), portal });
    if (!judged.ok) {
      request.resume();
      refuse(visit, judged.error);
      return;
    }
    const { listed } = judged.value;
    // Files may be kept, and say so themselves.
    if (listed.kind === 'page' || listed.kind === 'handler') {
      response.setHeader('cache-control', 'no-store');
      // Pages and progress come in parts, which nginx would collect.
      response.setHeader('x-accel-buffering', 'no');
    }
    const address = visitorAddress(request);
    const { headers } = request;
    if (!(await takeTurn(response, { ...judged.value, headers, address }))) {
      request.resume();
      refuse(visit, { status: 429, reason: 'busy' });
      return;
    }
    if (response.destroyed) return;
    request.headers = headersFor(visit, address);
    const inner = await readWhole(visit, judged.value);
    if (inner === null) response.destroy();
    else if (inner.ok) await inside.framework(inner.value, response);
    else refuse(visit, inner.error);
  } catch (error) {
    failAnswer(visit, error);
  }
}

function headersFor({ request, portal, requestId, nonce }: Visit, client: string) {
  return nextHeaders(request.headers, {
    ...{ requestId, nonce, portal, address: request.url ?? '/' },
    policy: contentSecurityPolicy(nonce),
    client,
    development: isDevelopment(),
  });
}

/**
 * The request with its body, which is read here to its end: a page takes server actions and nothing else.
 *
 * @returns null when the connection broke meanwhile
 */
async function readWhole(visit: Visit, { listed }: Admitted): Promise<Result<IncomingMessage, Refusal> | null> {
  const { request, response } = visit;
  if (listed.kind === 'tool' || request.method === 'GET' || request.method === 'HEAD') return succeed(request);
  const body = await readBody(request, response);
  if (body === undefined) return null;
  if (!body) return fail({ status: 413, reason: 'tooLarge' });
  const contentType = request.headers['content-type'] ?? '';
  if (listed.kind !== 'page') return succeed(withBody(request, body, request.headers['content-type']));
  const action = request.headers['next-action'];
  if (Array.isArray(action)) return fail({ status: 400, reason: 'malformed' });
  const read = await readActionBody({ action, contentType, body }, listed.actions);
  if (read.ok) return succeed(withBody(request, read.value.body, read.value.contentType));
  return fail(read.error === 'action' ? { status: 404, reason: 'action' } : { status: 400, reason: 'malformed' });
}
