import { findAddressErrors } from './address-errors';
import { apiErrors, noTokenErrors, tokenErrors } from './api-errors';
import type { ErrorRule } from './error-rule';
import type { FindingId, RuleId } from './finding-id';
import { statusErrors } from './http-status';
import { factsFor, type NamedFact } from './named-facts';
import { portalErrors } from './portal-errors';
import { findRequestIds, type RequestId } from './request-id';
import { connectionErrors, siemErrors } from './siem-errors';
import { findSignInCodes, UNKNOWN_SIGN_IN_CODE } from './sign-in-code';
import { findAudienceErrors } from './token-audience';

export type Finding = {
  readonly id: FindingId;
  /** As it stands in the text; never more than what told the error. */
  readonly match: string;
  /** What else the text names that the remedy can use. */
  readonly facts: readonly NamedFact[];
};

export type Examination = {
  /** The most specific first, then in the order of the text. */
  readonly findings: readonly Finding[];
  readonly requestIds: readonly RequestId[];
};

/** Longer texts are read from their beginning: it runs while somebody types. */
const LONGEST_TEXT = 200_000;

type Located = Omit<Finding, 'facts'> & { readonly at: number };

/**
 * Takes any text, such as lines of a SIEM's log, and names the errors in it. Who speaks comes before what is said: a
 * number of Entra ID, then the SIEM itself, the road between, this portal, what the addresses show, the API, and last
 * what is said whatever the cause. Keeps and sends nothing.
 */
export function examineText(given: string): Examination {
  const text = given.slice(0, LONGEST_TEXT);
  const codes = findSignInCodes(text);
  const specific: readonly (readonly Located[])[] = [
    codes.filter(({ id }) => id !== UNKNOWN_SIGN_IN_CODE),
    ...[siemErrors, connectionErrors, portalErrors].map((rules) => locate(rules, text)),
    findAddressErrors(text),
    findAudienceErrors(text),
    locate(apiErrors, text),
    codes.filter(({ id }) => id === UNKNOWN_SIGN_IN_CODE),
    locate(tokenErrors, text),
  ];
  const said = specific.flat();
  const noToken = whereNothingIsSaid(noTokenErrors, { text, said });
  const status = whereNothingIsSaid(statusErrors, { text, said: [...said, ...noToken] });
  const ranks = [...specific, noToken, status].map(inOrder);
  return {
    findings: ranks.flat().map(({ id, match }) => ({ id, match, facts: factsFor(id, text) })),
    requestIds: findRequestIds(text),
  };
}

function inOrder(rank: readonly Located[]): readonly Located[] {
  return rank.toSorted((one, other) => one.at - other.at);
}

function locate(rules: readonly ErrorRule<RuleId>[], text: string): readonly Located[] {
  const found = rules.flatMap(({ id, pattern }) => {
    const match = pattern.exec(text);
    return match ? [{ id, match: match[0].slice(0, 110), at: match.index }] : [];
  });
  return found.filter(({ id }) => !found.some((other) => explained.get(other.id)?.includes(id)));
}

/** What a more telling finding of the same list makes idle. */
const explained: ReadonlyMap<FindingId, readonly FindingId[]> = new Map<FindingId, readonly FindingId[]>([
  ['wazuhApiType', ['wazuhConfiguration']],
  ['wrongAudience', ['InvalidAuthenticationToken']],
  ['tokenExpired', ['InvalidAuthenticationToken']],
  ['malformedToken', ['InvalidAuthenticationToken']],
  ['claimsChallenge', ['InvalidAuthenticationToken']],
  ['unknownProperty', ['ODataError', 'Request_BadRequest']],
  ['skipLimit', ['ODataError', 'Request_BadRequest']],
  ['ODataError', ['Request_BadRequest']],
  ['alreadyAssigned', ['Request_BadRequest', 'alreadyExists']],
  ['invalidReference', ['Request_BadRequest']],
  ['alreadyExists', ['Request_BadRequest']],
  ['unreachable', ['timedOut']],
]);

type Told = { readonly text: string; readonly said: readonly Located[] };

/** A status, or that there was no token, says nothing of its own on a line that says why. */
function whereNothingIsSaid(rules: readonly ErrorRule<RuleId>[], { text, said }: Told): readonly Located[] {
  const lines = said.map(({ at }) => lineOf(text, at));
  return rules.flatMap(({ id, pattern }) => {
    for (const { 0: match, index } of text.matchAll(new RegExp(pattern.source, 'gi'))) {
      const isExplained = lines.some(({ from, to }) => from <= index && index < to);
      if (!isExplained) return [{ id, match: match.slice(0, 110), at: index }];
    }
    return [];
  });
}

function lineOf(text: string, at: number): { readonly from: number; readonly to: number } {
  const end = text.indexOf('\n', at);
  return { from: text.lastIndexOf('\n', at) + 1, to: end < 0 ? text.length : end };
}
