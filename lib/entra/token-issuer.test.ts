import { expect, test } from 'vitest';
import { cloudIds } from '@/lib/cloud/cloud';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { tokenIssuerHost } from './token-issuer';

test('tokens bear the name of the host that they are asked of, but for the cloud in China', () => {
  expect(cloudIds.map((id) => tokenIssuerHost(cloudWith({}, id).authorityHost))).toEqual([
    'https://login.microsoftonline.com',
    'https://login.microsoftonline.com',
    'https://login.microsoftonline.us',
    'https://login.microsoftonline.us',
    'https://login.partner.microsoftonline.cn',
  ]);
  expect(tokenIssuerHost('https://tenant.example')).toBe('https://tenant.example');
});
