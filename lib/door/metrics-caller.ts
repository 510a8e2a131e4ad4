import 'server-only';
import type { IncomingMessage } from 'node:http';
import { environment } from '@/lib/env';
import { hashSecret, matchesHash } from '@/lib/seal/hash-secret';
import { isLocalHost } from '@/lib/settings/local-host';
import { plainAddress } from '@/lib/settings/trusted-proxies';

/** What a request that came through a proxy may bear. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** Whether this request may read the metrics. To everybody else there are none. */
export function mayReadMetrics(request: IncomingMessage): boolean {
  const { METRICS_TOKEN: token } = environment();
  return token === undefined ? isOfThisMachine(request) : bringsToken(request, token);
}

function bringsToken({ headers }: IncomingMessage, token: string): boolean {
  const sent = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  return sent !== undefined && matchesHash(sent, hashSecret(token));
}

/**
 * A proxy on the same machine connects from it, too, for whoever is outside: so it has to be asked for by the machine's own
 * name, by HTTP/1.1 (nginx asks by 1.0 where nobody has told it otherwise) and without a proxy's headers.
 */
function isOfThisMachine({ socket, headers, httpVersion }: IncomingMessage): boolean {
  if (httpVersion !== '1.1' || FORWARDED.some((name) => headers[name] !== undefined)) return false;
  const host = `http://${headers.host ?? ''}`;
  const isLocalName = URL.canParse(host) && isLocalHost(new URL(host).hostname);
  return isLocalName && isLocalHost(plainAddress(socket.remoteAddress ?? '') ?? 'unknown');
}
