import { isIPv6 } from 'node:net';
import { plainAddress, type TrustedProxies } from '@/lib/settings/trusted-proxies';

/** Written by the door on what it lets in. */
export const CLIENT_ADDRESS_HEADER = 'x-client-address';

/** The address that the door found; empty where a request came from no network. */
export function addressIn(headers: Headers): string {
  return headers.get(CLIENT_ADDRESS_HEADER) ?? '';
}

export type Arrival = {
  /** Of the connection; undefined when that is over, or of no network. */
  readonly peer: string | undefined;
  /** `X-Forwarded-For`: whoever passes a request on adds at its end where it came from. */
  readonly forwarded: string | undefined;
  readonly trusted: TrustedProxies;
};

/**
 * The address of whoever asks. What a header says counts only from a proxy that the settings name: then it is the address
 * that stands the furthest to the right and is no such proxy. Nobody can write anything to the right of that.
 */
export function clientAddress({ peer, forwarded, trusted }: Arrival): string {
  let nearest = plainAddress(peer ?? '') ?? '';
  const hops = (forwarded ?? '').split(',').reverse();
  for (const hop of hops) {
    if (!trusted.includes(nearest)) break;
    const next = plainAddress(hop.trim());
    // What stands beyond something unreadable was not written by a proxy that we know.
    if (next === null) break;
    nearest = next;
  }
  return nearest;
}

/**
 * What an address counts as in limits: in IPv6 one connection has a network of 64 bits, so its addresses are one.
 */
export function countedAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
