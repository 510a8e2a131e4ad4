import { describe, expect, it } from 'vitest';
import { readTrustedProxies, type TrustedProxies } from '@/lib/settings/trusted-proxies';
import { clientAddress, countedAddress } from './client-address';

function trust(value: string): TrustedProxies {
  const read = readTrustedProxies(value);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

describe('clientAddress', () => {
  it.each([
    // [trusted, peer, X-Forwarded-For, address]
    ['', '203.0.113.7', undefined, '203.0.113.7'],
    ['', '203.0.113.7', '1.1.1.1', '203.0.113.7'],
    ['', '127.0.0.1', '1.1.1.1', '127.0.0.1'],
    ['10.0.0.0/8', '203.0.113.7', '10.0.0.1', '203.0.113.7'],
    ['10.0.0.0/8', '10.0.0.9', undefined, '10.0.0.9'],
    ['10.0.0.0/8', '10.0.0.9', '', '10.0.0.9'],
    ['10.0.0.0/8', '10.0.0.9', '203.0.113.7', '203.0.113.7'],
    ['10.0.0.0/8', '10.0.0.9', '1.1.1.1, 2.2.2.2 , 203.0.113.7 ', '203.0.113.7'],
    ['10.0.0.0/8', '10.0.0.9', '1.1.1.1, 203.0.113.7, 10.1.2.3', '203.0.113.7'],
    ['10.0.0.0/8', '10.0.0.9', '10.7.7.7, 10.1.2.3', '10.7.7.7'],
    ['10.0.0.0/8', '10.0.0.9', '10.7.7.7, unknown, 10.1.2.3', '10.1.2.3'],
    ['10.0.0.0/8', '10.0.0.9', '1.1.1.1, <script>', '10.0.0.9'],
    ['10.0.0.0/8', '10.0.0.9', '1.1.1.1,', '10.0.0.9'],
    ['10.0.0.0/8', '::ffff:10.0.0.9', '203.0.113.7:4711', '203.0.113.7'],
    ['127.0.0.1', '::ffff:127.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
    ['::1', '::1', '[2001:DB8::7]:443', '2001:db8::7'],
    ['fd00::/8', 'fd12:3456::1', '2001:db8::7, fd00::2', '2001:db8::7'],
    ['10.0.0.0/8', undefined, '1.1.1.1', ''],
  ])('with %j trusted, from %j saying %j, is %j', (...[trusted, peer, forwarded, address]) => {
    expect(clientAddress({ peer, forwarded, trusted: trust(trusted) })).toBe(address);
  });
});

describe('countedAddress', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['', ''],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
  ])('takes %j as %j', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });
});

describe('readTrustedProxies', () => {
  it.each([
    'localhost',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '::/0',
    'fd00::/129',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '10.0.0.256',
    '10.0.0.1:80',
    '*',
    '127.0.0.1, nginx',
  ])('does not take %j', (value) => {
    expect(readTrustedProxies(value)).toMatchObject({ ok: false });
  });

  it('takes addresses and ranges with commas and blanks between them, and no more than these', () => {
    const trusted = trust(' 127.0.0.1,10.1.0.0/16  fd00::/8,\n::1 ');
    for (const inside of ['127.0.0.1', '10.1.255.255', 'fdff::1', '::1']) expect(trusted.includes(inside)).toBe(true);
    for (const outside of ['127.0.0.2', '10.2.0.0', 'fe80::1', '::2', '', 'nginx']) {
      expect(trusted.includes(outside)).toBe(false);
    }
  });
});
