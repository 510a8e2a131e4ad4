import { expect, it } from 'vitest';
import { buildSecurityText, securityContactProblem } from './security-contact';

it.each(['security@contoso.example', 'javascript:alert(1)', 'http://contoso.example', 'mailto:a@b\nContact: x'])(
  'refuses %j',
  (value) => expect(securityContactProblem(value)).toMatch(/^must be an address/),
);

it('writes what RFC 9116 asks for, until less than a year from now', () => {
  const text = buildSecurityText('mailto:sec@contoso.example', 'https://siem.contoso.example', new Date('2026-12-01'));
  expect(text.split('\n')).toEqual([
    'Contact: mailto:sec@contoso.example',
    'Expires: 2027-03-01T00:00:00Z',
    'Canonical: https://siem.contoso.example/.well-known/security.txt',
    '',
  ]);
});
