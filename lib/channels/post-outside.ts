import 'server-only';
import { lookup as systemLookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { fail, type Result, succeed } from '@/lib/result';
import type { DeliveryProblem } from './channel';
import { isPrivateAddress } from './private-address';

export type OutsideCall = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What is outside, as the portal may reach it. */
export type Outside = {
  /** Names and addresses that may be inside a private network, and be called without TLS. */
  readonly privateHosts: ReadonlySet<string>;
  readonly lookup: LookupFunction;
  /** Certificates to trust besides Node's own, for tests. */
  readonly ca?: string;
  readonly timeoutMs: number;
};

export const usualOutside: Omit<Outside, 'privateHosts'> = { lookup: systemLookup, timeoutMs: 10_000 };

const LONGEST_ANSWER_BYTES = 4_096;
const LONGEST_TEXT = 200;
const PRIVATE = 'EPRIVATE';

/**
 * Posts to an address that somebody entered. Names are judged by the addresses that they have at this very moment, so
 * that none of a private network is called; a redirect is an answer.
 */
export async function postOutside(call: OutsideCall, outside: Outside): Promise<Result<number, DeliveryProblem>> {
  const host = call.url.hostname.replace(/^\[|\]$/g, '');
  const isAllowed = outside.privateHosts.has(host);
  const problem = (code: DeliveryProblem['code'], status: number | null = null, text: string | null = null) =>
    fail({ code, host: call.url.host, status, text });
  if (!isAllowed && (call.url.protocol !== 'https:' || (isIP(host) !== 0 && isPrivateAddress(host))))
    return problem('private');
  try {
    const { status, text } = await exchange(call, { ...outside, lookup: isAllowed ? outside.lookup : guard(outside) });
    if (status >= 200 && status < 300) return succeed(status);
    if (status >= 300 && status < 400) return problem('redirect', status);
    return problem('refused', status, quotable(text, call));
  } catch (error) {
    return problem(causeOf(error));
  }
}

/** Looks a name up, and refuses it when one of its addresses is private: any of them may be called. */
function guard({ lookup }: Pick<Outside, 'lookup'>): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const addresses = typeof address === 'string' ? [address] : address.map((each) => each.address);
      if (error || !addresses.some(isPrivateAddress)) callback(error, address, family);
      else callback(Object.assign(new Error('private address'), { code: PRIVATE }), address, family);
    });
  };
}

type Answer = { readonly status: number; readonly text: string };

function exchange({ url, headers, body }: OutsideCall, { lookup, ca, timeoutMs }: Outside): Promise<Answer> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      headers: { ...headers, 'user-agent': 'SIEM-Connect', 'content-length': String(Buffer.byteLength(body)) },
      agent: false,
      lookup,
      ...(ca ? { ca } : {}),
      signal: AbortSignal.timeout(timeoutMs),
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      const parts: Buffer[] = [];
      const end = () => {
        response.destroy();
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
      };
      response.on('data', (part: Buffer) => {
        parts.push(part);
        if (parts.reduce((sum, { length }) => sum + length, 0) >= LONGEST_ANSWER_BYTES) end();
      });
      response.once('end', end);
      response.once('error', reject);
    });
    sent.end(body);
  });
}

/** What a server said, on one line. One that repeats what it was sent is not quoted: the address may be a capability. */
function quotable(text: string, { url, headers }: OutsideCall): string | null {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const sent = [url.search, url.pathname, ...Object.values(headers)].filter(({ length }) => length > 8);
  return line === '' || sent.some((part) => line.includes(part)) ? null : line.slice(0, LONGEST_TEXT);
}

function causeOf(error: unknown): DeliveryProblem['code'] {
  if (!(error instanceof Error)) return 'broken';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'slow';
  const code = 'code' in error ? String(error.code) : '';
  if (code === PRIVATE) return 'private';
  if (code === 'ABORT_ERR' || code === 'ETIMEDOUT') return 'slow';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unknownHost';
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code)) return 'unreachable';
  return /CERT|SSL|TLS|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME/.test(code) ? 'certificate' : 'broken';
}
