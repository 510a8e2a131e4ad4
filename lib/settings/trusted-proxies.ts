import { BlockList, isIP } from 'node:net';
import { fail, type Result, succeed } from '@/lib/result';

/** The reverse proxies that may say for whom they ask. */
export type TrustedProxies = {
  /** @param address as `plainAddress` writes it */
  readonly includes: (address: string) => boolean;
};

const MOST_BITS = { 4: 32, 6: 128 } as const;

/** Without brackets, port and the prefix by which IPv6 writes an IPv4 address; null for what is no address. */
export function plainAddress(written: string): string | null {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(written)?.[1] ?? /^([\d.]+):\d+$/.exec(written)?.[1] ?? written;
  const [address = ''] = bare.replace(/^::ffff:(?=\d+\.)/i, '').split('%');
  return isIP(address) === 0 ? null : address.toLowerCase();
}

/**
 * Addresses and ranges such as `127.0.0.1, 10.0.0.0/8, fd00::/8`, with commas or blanks between them.
 *
 * @returns or what is wrong with it, as the end of a sentence
 */
export function readTrustedProxies(value: string): Result<TrustedProxies, string> {
  const list = new BlockList();
  for (const [index, entry] of value
    .split(/[\s,]+/)
    .filter(Boolean)
    .entries()) {
    if (addTo(list, entry)) continue;
    return fail(`must be addresses or ranges such as 127.0.0.1, 10.0.0.0/8; number ${index + 1} is neither`);
  }
  return succeed({
    includes: (address) => {
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
    },
  });
}

/** @returns whether it is an address or a range. One of everything would believe everybody, and is none. */
function addTo(list: BlockList, entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || more.length > 0) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (bits === undefined) {
    list.addAddress(address, family);
    return true;
  }
  if (!/^[1-9]\d{0,2}$/.test(bits) || Number(bits) > MOST_BITS[version]) return false;
  list.addSubnet(address, Number(bits), family);
  return true;
}
