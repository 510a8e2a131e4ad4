import type { FindingId } from './examine-text';
import { signInCodes, UNKNOWN_SIGN_IN_CODE } from './sign-in-code';

/** What an alerts API answers instead of alerts. */
const statusFindings = { 400: 'ODataError', 401: 'http401', 403: 'http403', 404: 'http404' } as const;

/** Every finding that a refusal of a connector's own credential can lead to. */
export const refusalFindings: readonly FindingId[] = [
  ...signInCodes,
  UNKNOWN_SIGN_IN_CODE,
  ...Object.values(statusFindings),
];

/** @param aadsts number after AADSTS in Entra ID's answer */
export function findSignInRefusal(aadsts: number): FindingId {
  return signInCodes.find((code) => code === `AADSTS${aadsts}`) ?? UNKNOWN_SIGN_IN_CODE;
}

/** Null for a status that its number says nothing about. */
export function findStatusRefusal(status: number | null): FindingId | null {
  switch (status) {
    case 400:
    case 401:
    case 403:
    case 404:
      return statusFindings[status];
    default:
      return null;
  }
}
