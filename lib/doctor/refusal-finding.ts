import { apiErrors } from './api-errors';
import type { FindingId } from './finding-id';
import { signInCodes, UNKNOWN_SIGN_IN_CODE } from './sign-in-code';

/** What an alerts API answers instead of alerts. */
const statusFindings: ReadonlyMap<number, FindingId> = new Map([
  [400, 'http400'],
  [401, 'http401'],
  [403, 'http403'],
  [404, 'http404'],
]);

/** @param aadsts number after AADSTS in Entra ID's answer */
export function findSignInRefusal(aadsts: number): FindingId {
  return signInCodes.find((code) => code === `AADSTS${aadsts}`) ?? UNKNOWN_SIGN_IN_CODE;
}

/** Null for a status that its number says nothing about. */
export function findStatusRefusal(status: number | null): FindingId | null {
  return status === null ? null : (statusFindings.get(status) ?? null);
}

/** Several causes share their codes: the words tell them apart. */
const sharedCodes: readonly FindingId[] = [
  'Authorization_RequestDenied',
  'InvalidAuthenticationToken',
  'Request_BadRequest',
  'Request_ResourceNotFound',
  'alreadyExists',
  'unknownError',
];

function findApiError(text: string): FindingId | undefined {
  return apiErrors.find(({ pattern }) => pattern.test(text))?.id;
}

/**
 * What Microsoft Graph refused.
 *
 * @param code of the answer, such as Request_BadRequest; several causes share one
 * @param message its words, which tell them apart
 * @returns undefined where there are no words for either
 */
export function findGraphRefusal(code: string | null, message: string): FindingId | undefined {
  const byCode = findApiError(code ?? '');
  return byCode && !sharedCodes.includes(byCode) ? byCode : (findApiError(`${code ?? ''}: ${message}`) ?? byCode);
}
