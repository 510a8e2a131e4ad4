import { compareAccounts } from './compare-accounts';
import type { FaultKind } from './fault-kinds';
import type { Call, Flow, Outcome } from './flow';
import type { Snapshot, FaultContext } from './fault-context';

export type CaseResult = {
  /** What the person saw of the fault; null when the work went on by itself. */
  readonly cause: string | null;
  /** Whether it was told of objects that could not be removed. */
  readonly named: boolean;
  /** Sentences about what is not as it should be. */
  readonly wrong: readonly string[];
};

export type Case = { readonly flow: Flow; readonly call: Call; readonly kind: FaultKind; readonly before: Snapshot };

const MOST_TRIES = 3;
const LONGEST_BUSY_MS = 60_000;
const LONGEST_MS = 6 * 60_000;

/** Words of the services, which must not come any further than the gateways. */
const UPSTREAM = /told to fail|Proxy error|unexpected|AADSTS\d+: /;

/** Graph and Defender name the request in every refusal; Entra ID does when it answers with JSON. */
const ANSWERS_WITH_ID = /^(?!.*(oauth2|openid|discovery))/;

/** Signing in again helps, and what was found, or is told in part, is no question for Microsoft. */
const NEEDS_NO_ID = [
  'sign in again',
  'not met',
  'gone',
  'not read',
  'not admitted',
  'no role',
  'reads less',
  'no name',
];
const DECISION_STAYS_OPEN = ['missing', 'unread', 'changed'];

/** One fault in one call, then what an operator does about it: tries again, or undoes. */
export async function runCase(faultContext: FaultContext, given: Case): Promise<CaseResult> {
  const { flow, call, kind, before } = given;
  faultContext.restore(before);
  const work = await flow.begin(faultContext);
  const begun = faultContext.elapsed();
  faultContext.network.arm({
    method: call.method,
    path: call.path,
    skip: call.skip ?? 0,
    ...kind.effect,
    ...timesOf(given),
  });
  const first = await work();
  const wrong = checkTry(faultContext, given, { outcome: first, waited: faultContext.elapsed() - begun });
  faultContext.network.disarm();
  if (first.ok)
    return { cause: null, named: first.named.length > 0, wrong: [...wrong, ...compare(faultContext, first.named)] };
  const after = faultContext.save();
  wrong.push(...(await tryAgain(faultContext, flow)));
  if (flow.undo) {
    faultContext.restore(after);
    const undone = await flow.undo(faultContext);
    if (!undone.ok) wrong.push(`cannot be undone: ${undone.cause}`);
    wrong.push(...compare(faultContext, undone.ok ? undone.named : []).map((what) => `after Undo ${what}`));
  }
  return { cause: first.cause, named: false, wrong };
}

function timesOf({ call, kind }: Case): { readonly times?: number } {
  const { times } = kind.effect;
  return times === undefined || call.longest === undefined ? {} : { times: Math.min(times, call.longest) };
}

async function tryAgain(faultContext: FaultContext, flow: Flow): Promise<readonly string[]> {
  let last: Outcome = { ok: false, cause: 'never tried', requestId: null };
  for (let count = 0; count < MOST_TRIES && !last.ok; count += 1) last = await (await flow.begin(faultContext))();
  const after = compare(faultContext, last.ok ? last.named : []).map((what) => `after Try again ${what}`);
  return last.ok ? after : [`does not work again: ${last.cause}`, ...after];
}

type Try = { readonly outcome: Outcome; readonly waited: number };

function checkTry(faultContext: FaultContext, { flow, call, kind }: Case, { outcome, waited }: Try): string[] {
  const wrong: string[] = [];
  if (!faultContext.network.hasStruck()) wrong.push('the call is never made');
  const { status } = kind.effect;
  const longest = (status === 429 || status === 503 ? LONGEST_BUSY_MS : LONGEST_MS) * (call.clock ?? 1);
  if (waited > longest) wrong.push(`waited ${waited} ms`);
  if (outcome.ok && outcome.named.length === 0 && !call.isKeptForLater && waited < (kind.retryAfter ?? 0) * 1_000)
    wrong.push(`came back after ${waited} ms`);
  wrong.push(...faultContext.network.takeEndless().map((line) => `nobody ends ${line}`));
  const written = JSON.stringify([outcome, faultContext.save().rows, faultContext.audited()]);
  const serviceText = UPSTREAM.exec(written);
  if (serviceText) wrong.push(`lets words of the service through: ${serviceText[0]}`);
  if (faultContext.tenant.issuedValues.some((value) => written.includes(value))) wrong.push('writes a secret down');
  if (!outcome.ok && !flow.causes.includes(outcome.cause)) wrong.push(`shows ${outcome.cause}`);
  const needsId =
    !outcome.ok && ![...NEEDS_NO_ID, ...DECISION_STAYS_OPEN].includes(outcome.cause) && !outcome.requestId;
  if (needsId && status !== undefined && ANSWERS_WITH_ID.test(call.path)) {
    wrong.push('names no request');
  }
  return wrong;
}

function compare(faultContext: FaultContext, named: readonly string[]): readonly string[] {
  const { state, rows } = faultContext.save();
  return compareAccounts(rows, { seed: faultContext.seed, state, named });
}
