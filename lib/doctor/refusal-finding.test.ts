import { expect, test } from 'vitest';
import { findGraphRefusal, findSignInRefusal, findStatusRefusal } from './refusal-finding';
import { signInCodes } from './sign-in-code';

test('each number that there are words for leads to them', () => {
  for (const code of signInCodes) expect(findSignInRefusal(Number(code.replace('AADSTS', '')))).toBe(code);
});

test('any other number leads to where it can be looked up', () => {
  expect(findSignInRefusal(123456)).toBe('unknownSignInCode');
});

test.each([
  [400, 'http400'],
  [401, 'http401'],
  [403, 'http403'],
  [404, 'http404'],
  [418, null],
  [null, null],
])('the status %s leads to %s', (status, finding) => {
  expect(findStatusRefusal(status)).toBe(finding);
});

test.each([
  ['Directory_QuotaExceeded', 'Insufficient privileges to complete the operation.', 'Directory_QuotaExceeded'],
  ['Authorization_RequestDenied', 'Insufficient privileges to complete the operation.', 'Authorization_RequestDenied'],
  ['Request_BadRequest', 'ServiceManagementReference field is required for Create.', 'serviceManagementReference'],
  ['Request_BadRequest', 'Not a valid reference update.', 'invalidReference'],
  ['Request_BadRequest', 'Something else.', 'Request_BadRequest'],
  ['RedirectUriNotAllowedAsPerAppPolicy', '', 'otherAppPolicy'],
  ['Some_Code', 'words', undefined],
])('Graph’s %s with “%s” is %s: the code decides, unless several causes share it', (code, message, finding) => {
  expect(findGraphRefusal(code, message)).toBe(finding);
});
