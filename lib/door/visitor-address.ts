import 'server-only';
import type { IncomingMessage } from 'node:http';
import { environment } from '@/lib/env';
import { log } from '@/lib/log';
import { CLIENT_ADDRESS_HEADER, clientAddress } from '@/lib/request/client-address';
import { plainAddress } from '@/lib/settings/trusted-proxies';
import { isInner } from './inner-request';

let isSaid = false;

/** Who is at the door, by address: for limits, and for people who look at their sessions. */
export function visitorAddress({ headers, socket }: IncomingMessage): string {
  const kept = headers[CLIENT_ADDRESS_HEADER];
  // Asked by Next itself on behalf of somebody who has been let in.
  if (isInner(headers)) return typeof kept === 'string' ? kept : '';
  const { TRUSTED_PROXIES: trusted } = environment();
  const { 'x-forwarded-for': sent } = headers;
  const forwarded = Array.isArray(sent) ? sent.join() : sent;
  if (forwarded !== undefined && !isSaid && !trusted.includes(plainAddress(socket.remoteAddress ?? '') ?? '')) {
    isSaid = true;
    log().warn(
      { peer: socket.remoteAddress },
      'X-Forwarded-For is not believed: TRUSTED_PROXIES does not name its sender',
    );
  }
  return clientAddress({ peer: socket.remoteAddress, forwarded, trusted });
}
