import { compareAccounts } from './compare-accounts';
import type { FaultKind } from './fault-kinds';
import type { Call, Flow, Outcome } from './flow';
import type { Moment, Stage } from './stage';

export type CaseResult = {
  /** What the person saw of the fault; null when the work went on by itself. */
  readonly cause: string | null;
  /** Whether it was told of objects that could not be removed. */
  readonly named: boolean;
  /** Sentences about what is not as it should be. */
  readonly wrong: readonly string[];
};

export type Case = { readonly flow: Flow; readonly call: Call; readonly kind: FaultKind; readonly before: Moment };

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
export async function runCase(stage: Stage, given: Case): Promise<CaseResult> {
  const { flow, call, kind, before } = given;
  stage.restore(before);
  const work = await flow.begin(stage);
  const begun = stage.elapsed();
  stage.network.arm({ method: call.method, path: call.path, skip: call.skip ?? 0, ...kind.effect, ...timesOf(given) });
  const first = await work();
  const wrong = judgeTry(stage, given, { outcome: first, waited: stage.elapsed() - begun });
  stage.network.disarm();
  if (first.ok)
    return { cause: null, named: first.named.length > 0, wrong: [...wrong, ...compare(stage, first.named)] };
  const after = stage.save();
  wrong.push(...(await tryAgain(stage, flow)));
  if (flow.undo) {
    stage.restore(after);
    const undone = await flow.undo(stage);
    if (!undone.ok) wrong.push(`cannot be undone: ${undone.cause}`);
    wrong.push(...compare(stage, undone.ok ? undone.named : []).map((what) => `after Undo ${what}`));
  }
  return { cause: first.cause, named: false, wrong };
}

function timesOf({ call, kind }: Case): { readonly times?: number } {
  const { times } = kind.effect;
  return times === undefined || call.longest === undefined ? {} : { times: Math.min(times, call.longest) };
}

async function tryAgain(stage: Stage, flow: Flow): Promise<readonly string[]> {
  let last: Outcome = { ok: false, cause: 'never tried', requestId: null };
  for (let count = 0; count < MOST_TRIES && !last.ok; count += 1) last = await (await flow.begin(stage))();
  const after = compare(stage, last.ok ? last.named : []).map((what) => `after Try again ${what}`);
  return last.ok ? after : [`does not work again: ${last.cause}`, ...after];
}

type Try = { readonly outcome: Outcome; readonly waited: number };

function judgeTry(stage: Stage, { flow, call, kind }: Case, { outcome, waited }: Try): string[] {
  const wrong: string[] = [];
  if (!stage.network.hasStruck()) wrong.push('the call is never made');
  const { status } = kind.effect;
  const longest = (status === 429 || status === 503 ? LONGEST_BUSY_MS : LONGEST_MS) * (call.clock ?? 1);
  if (waited > longest) wrong.push(`waited ${waited} ms`);
  if (outcome.ok && outcome.named.length === 0 && !call.isKeptForLater && waited < (kind.retryAfter ?? 0) * 1_000)
    wrong.push(`came back after ${waited} ms`);
  wrong.push(...stage.network.takeEndless().map((line) => `nobody ends ${line}`));
  const written = JSON.stringify([outcome, stage.save().rows, stage.audited()]);
  const words = UPSTREAM.exec(written);
  if (words) wrong.push(`lets words of the service through: ${words[0]}`);
  if (stage.tenant.issuedValues.some((value) => written.includes(value))) wrong.push('writes a secret down');
  if (!outcome.ok && !flow.causes.includes(outcome.cause)) wrong.push(`shows ${outcome.cause}`);
  const needsId =
    !outcome.ok && ![...NEEDS_NO_ID, ...DECISION_STAYS_OPEN].includes(outcome.cause) && !outcome.requestId;
  if (needsId && status !== undefined && ANSWERS_WITH_ID.test(call.path)) {
    wrong.push('names no request');
  }
  return wrong;
}

function compare(stage: Stage, named: readonly string[]): readonly string[] {
  const { state, rows } = stage.save();
  return compareAccounts(rows, { seed: stage.seed, state, named });
}
