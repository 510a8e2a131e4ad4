import 'server-only';
import { headers } from 'next/headers';
import { addressIn, countedAddress } from './client-address';

/** Set by the door (lib/door) on every request that reaches a page, an action or a route. */
export const REQUEST_ID_HEADER = 'x-request-id';
const REQUEST_PATH_HEADER = 'x-request-path';

/** Identifies this request in the log, the audit log and on the page. */
export async function currentRequestId(): Promise<string> {
  return (await headers()).get(REQUEST_ID_HEADER) ?? 'unknown';
}

/** Path and query of the page that was asked for, to come back to after sign-in. */
export async function currentPath(): Promise<string> {
  return (await headers()).get(REQUEST_PATH_HEADER) ?? '/';
}

/** Whether the page is being reloaded: the browser says so in words of HTTP for caches. */
export async function asksAnew(): Promise<boolean> {
  return /no-cache|max-age=0/.test((await headers()).get('cache-control') ?? '');
}

/** Whether a page asks without its person: an event stream, which browsers open again and again, or a look at a status. */
export async function asksByItself(): Promise<boolean> {
  const sent = await headers();
  const path = sent.get(REQUEST_PATH_HEADER) ?? '';
  return (sent.get('accept') ?? '').includes('text/event-stream') || path.startsWith('/approve/status');
}

const LONGEST_USER_AGENT = 300;

/** What the browser calls itself, in the words of its sender; null when it does not. */
export async function currentUserAgent(): Promise<string | null> {
  return (await headers()).get('user-agent')?.slice(0, LONGEST_USER_AGENT) ?? null;
}

/** Who is asking, by address, as limits count it. */
export async function countedCaller(): Promise<string> {
  return countedAddress(await currentAddress());
}

/** Who is asking, by address. */
export async function currentAddress(): Promise<string> {
  return addressIn(await headers());
}
