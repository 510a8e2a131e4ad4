import { expect, it } from 'vitest';
import { otherPortalOf } from './other-portal';

const ours = ['https://siem.contoso.example/consent/callback'];

it.each([
  [[...ours], null],
  [[...ours, 'https://other.contoso.example/consent/callback'], null],
  [['https://other.contoso.example/consent/callback'], 'other.contoso.example'],
  [['https://other.contoso.example:8443/siem/consent/callback'], 'other.contoso.example:8443'],
  [
    ['https://localhost:44300/wdatpconnector', 'https://other.contoso.example/consent/callback'],
    'other.contoso.example',
  ],
  [['https://localhost:44300/wdatpconnector'], null],
  [['no address'], null],
  [[], null],
])('%j is of %s', (registered, host) => {
  expect(otherPortalOf(registered, ours)).toBe(host);
});
