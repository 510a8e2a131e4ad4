import { apiErrors, generalErrors } from './api-errors';
import type { ErrorRule } from './error-rule';
import { findRequestIds, type RequestId } from './request-id';
import { siemErrors } from './siem-errors';
import { findSignInCodes, signInCodes, UNKNOWN_SIGN_IN_CODE } from './sign-in-code';

type Ruled = (typeof siemErrors | typeof apiErrors | typeof generalErrors)[number]['id'];

/** An error that there are words for: doctor.findings.<id>.cause and .fix. */
export type FindingId = (typeof signInCodes)[number] | typeof UNKNOWN_SIGN_IN_CODE | Ruled;

export type Finding = {
  readonly id: FindingId;
  /** As it stands in the text; never more than what told the error. */
  readonly match: string;
};

export type Examination = {
  /** The most specific first, then in the order of the text. */
  readonly findings: readonly Finding[];
  readonly requestIds: readonly RequestId[];
};

export const findingIds: readonly FindingId[] = [
  ...signInCodes,
  UNKNOWN_SIGN_IN_CODE,
  ...[...siemErrors, ...apiErrors, ...generalErrors].map(({ id }) => id),
];

/** Longer texts are read from their beginning: it runs while somebody types. */
const LONGEST_TEXT = 200_000;

type Located = Finding & { readonly at: number };

/** Takes any text, such as lines of a SIEM's log, and names the errors in it. Keeps and sends nothing. */
export function examineText(given: string): Examination {
  const text = given.slice(0, LONGEST_TEXT);
  const codes = findSignInCodes(text);
  const known = codes.filter(({ id }) => id !== UNKNOWN_SIGN_IN_CODE);
  const unknown = codes.filter(({ id }) => id === UNKNOWN_SIGN_IN_CODE);
  const ranks: readonly (readonly Located[])[] = [
    known,
    ...[siemErrors, apiErrors].map((rules) => locate(rules, text)),
    unknown,
    locate(generalErrors, text),
  ];
  return {
    findings: ranks.flatMap((rank) => rank.toSorted((one, other) => one.at - other.at).map(toFinding)),
    requestIds: findRequestIds(text),
  };
}

function locate(rules: readonly ErrorRule<Ruled>[], text: string): readonly Located[] {
  return rules.flatMap(({ id, pattern }) => {
    const found = pattern.exec(text);
    return found ? [{ id, match: found[0], at: found.index }] : [];
  });
}

function toFinding({ id, match }: Located): Finding {
  return { id, match };
}
