import 'server-only';
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { environment } from '@/lib/env';
import { isForPortal } from './judge-request';
import { admit, type Inside } from './admit';
import { beginAnswer, refuse, refuseRaw } from './refuse';

/** What the process that listens (`server/main.mjs`) brings. */
export type Process = Inside & {
  /** What Next's tools for developers talk through; null in a built portal, which has no WebSocket. */
  readonly upgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null;
};

/** @returns the server, which does not listen yet */
export type OpenDoor = (process: Process) => Server;

declare global {
  /** Whoever waits for the door; set by `server/main.mjs` before Next starts. */
  var siemConnectOpenDoor: ((open: OpenDoor) => void) | undefined;
}

/** A whole request, its body included, that takes longer is nobody's who means well; milliseconds. */
const REQUEST_TIMEOUT_MS = 60_000;

/** The only way into the portal. Next answers what gets through, and nothing else. */
export function openDoor({ upgrade, ...inside }: Process): Server {
  const portal = new URL(environment().PORTAL_URL);
  // Without a Host, Node would answer by itself, with none of our headers.
  const server = http.createServer({ requireHostHeader: false, requestTimeout: REQUEST_TIMEOUT_MS });
  const take = (request: IncomingMessage, response: ServerResponse) => {
    void admit(inside, beginAnswer({ request, response, portal }));
  };
  server.on('request', take);
  server.on('checkContinue', take);
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    refuse(beginAnswer({ request, response, portal }), { status: 417, reason: 'malformed' });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => refuseRaw(socket, error.code));
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => refuseRaw(socket, 'CONNECT'));
  if (upgrade) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const fromPortal = isForPortal(request, portal) && request.headers.origin === portal.origin;
      if (fromPortal) upgrade(request, socket, head);
      else refuseRaw(socket, 'UPGRADE');
    });
  }
  return server;
}
