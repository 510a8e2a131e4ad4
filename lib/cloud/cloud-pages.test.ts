import { expect, test } from 'vitest';
import { pagesOf } from './cloud-pages';
import { cloudWith } from './microsoft-clouds';

test.each([
  ['worldwide', 'security.microsoft.com', 'https://login.microsoftonline.com/error'],
  ['gcc', 'security.microsoft.com', 'https://login.microsoftonline.com/error'],
  ['gcc-high', 'security.microsoft.us', 'https://login.microsoftonline.us/error'],
  ['dod', 'security.apps.mil', 'https://login.microsoftonline.us/error'],
  ['china', null, 'https://login.partner.microsoftonline.cn/error'],
] as const)('people of the cloud %s are sent to %s and %s', (id, defenderPortal, signInErrors) => {
  expect(pagesOf(cloudWith({}, id))).toEqual({ defenderPortal, signInErrors });
});

test('a replaced host of an API moves no page that people open', () => {
  const hosts = { authorityHost: 'https://proxy.example', defenderApiUrl: 'https://proxy.example' };
  expect(pagesOf(cloudWith(hosts, 'dod'))).toEqual(pagesOf(cloudWith({}, 'dod')));
});
