import { expect, it } from 'vitest';
import { isPrivateAddress } from './private-address';

it('takes what is not the public Internet for private, in every spelling', () => {
  const inside = [
    ...['127.0.0.1', '127.8.9.10', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
    ...['100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1'],
    ...['::1', '::', 'fe80::1', 'fd00::1', 'fc00::1', 'fec0::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:a00:1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '::127.0.0.1', 'not an address', ''],
  ];
  expect(inside.filter((address) => !isPrivateAddress(address))).toEqual([]);
});

it('takes addresses of the public Internet for what they are', () => {
  const open = [
    '8.8.8.8',
    '20.190.160.1',
    '172.32.0.1',
    '100.128.0.1',
    '2603:1030::1',
    '2a00:1450::1',
    '::ffff:8.8.8.8',
  ];
  expect(open.filter(isPrivateAddress)).toEqual([]);
});
