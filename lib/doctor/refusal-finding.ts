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
