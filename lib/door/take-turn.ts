import 'server-only';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { countedAddress } from '@/lib/request/client-address';
import { personOfSession } from '@/lib/session/person-of-session';
import { openSessionCookie, sessionCookieName } from '@/lib/session/session-cookie';
import { createFairGate } from './fair-gate';
import { isInner } from './inner-request';
import type { Listed } from './listed-paths';
import { createOpenStreams } from './open-streams';

/** A browser asks for six things at once; what a person waits for is one of them. */
const pages = createFairGate({ caller: 6, address: 32, all: 64, waiting: 200 });
/** Opened once and then quiet: they may not stand in the way of pages, nor pages in theirs. */
const streams = createFairGate({ caller: 40, address: 200, all: 400, waiting: 200 });

/** And those that stay open, each page one or two of them. */
const open = createOpenStreams({ caller: 40, address: 400, all: 2_000, reserve: 400 });

/** How long a stream counts as beginning: in this time it is judged, and read for the first time; milliseconds. */
const STREAM_BEGINS_MS = 1_000;

/** Its callers bring no session, and it has limits of its own, which keep places for those who are known. */
const RELAY = '/api/alerts';
/** Whoever looks after the portal is answered first of all; however many ask, the database is asked once a second. */
const ALWAYS = ['/api/health', '/api/live', '/metrics'];

export type Turn = {
  readonly listed: Listed;
  readonly path: string;
  /** As they go on: with the address that the door found. */
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
};

/**
 * Waits for the turn of whoever asks. It ends with the answer.
 *
 * @returns false when too many of the same caller wait already, or hold a stream open
 */
export async function takeTurn(response: ServerResponse, { listed, path, headers, address }: Turn): Promise<boolean> {
  const isFree = listed.kind === 'file' || listed.kind === 'tool' || path === RELAY || ALWAYS.includes(path);
  // What an action leads to belongs to its turn.
  if (isFree || isInner(headers)) return true;
  const isStream = path.endsWith('/events');
  const caller = { address: countedAddress(address), person: await personIn(headers) };
  const close = isStream ? open.open(caller) : null;
  if (isStream && close === null) return false;
  if (close) response.once('close', close);
  const turn = (isStream ? streams : pages).enter(caller);
  if (turn === null) return false;
  const leave = await turn;
  if (response.destroyed) leave();
  else response.once('close', leave);
  if (isStream) setTimeout(leave, STREAM_BEGINS_MS).unref();
  return true;
}

async function personIn({ cookie = '' }: IncomingHttpHeaders): Promise<string | null> {
  const name = `${sessionCookieName()}=`;
  const sent = cookie.split('; ').find((part) => part.startsWith(name));
  const session = sent === undefined ? null : await openSessionCookie(sent.slice(name.length));
  return session === null ? null : (personOfSession(session) ?? session);
}
