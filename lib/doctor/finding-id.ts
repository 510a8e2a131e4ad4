import { addressErrorIds } from './address-errors';
import { apiErrors, noTokenErrors, tokenErrors } from './api-errors';
import { statusErrors } from './http-status';
import { portalErrors } from './portal-errors';
import { connectionErrors, siemErrors } from './siem-errors';
import { signInCodes, UNKNOWN_SIGN_IN_CODE } from './sign-in-code';
import { audienceErrorIds } from './token-audience';

const ruleLists = [
  siemErrors,
  connectionErrors,
  portalErrors,
  apiErrors,
  tokenErrors,
  noTokenErrors,
  statusErrors,
] as const;

/** An error that is told by a rule. */
export type RuleId = (typeof ruleLists)[number][number]['id'];

/** An error that there are words for: doctor.findings.<id>.cause and .fix. */
export type FindingId =
  | (typeof signInCodes)[number]
  | typeof UNKNOWN_SIGN_IN_CODE
  | (typeof addressErrorIds)[number]
  | (typeof audienceErrorIds)[number]
  | RuleId;

export const findingIds: readonly FindingId[] = [
  ...signInCodes,
  UNKNOWN_SIGN_IN_CODE,
  ...addressErrorIds,
  ...audienceErrorIds,
  ...ruleLists.flatMap((rules) => rules.map(({ id }) => id)),
];
