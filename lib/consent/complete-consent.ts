import 'server-only';
import { readEntraProblem } from '@/lib/entra/entra-problem';
import { verifyIdToken } from '@/lib/entra/id-token';
import { redeemCode } from '@/lib/entra/token-request';
import { fail, type Result, succeed } from '@/lib/result';
import type { Session } from '@/lib/session/session';
import {
  type ConsentFlow,
  type ConsentProblem,
  type Grant,
  GRANT_PURPOSE,
  grantSchema,
  isExpired,
  PASSAGE_PURPOSE,
  type Passage,
  passageSchema,
} from './consent';
import { hashSecret, matchesHash } from './consent-secrets';
import type { ReturnedFlow } from './consent-store';
import type { ConsentDependencies } from './open-consent';
import type { StartLimit } from './start-limit';

/** What came back from Entra, unjudged. */
export type CallbackQuery = {
  readonly state: string | null;
  readonly code: string | null;
  readonly error: string | null;
  readonly errorDescription: string | null;
};

export type CallbackDependencies = ConsentDependencies & {
  /** The signed-in person, or null. */
  readonly session: Session | null;
  /** Reads the flow's cookie and clears it. */
  readonly takeCookie: (flowId: string) => Promise<string | null>;
  /** A start that was finished no longer counts. */
  readonly giveStartBack: StartLimit['giveBack'];
};

/** A callback that this portal did not send for. The reason is for the log, never for whoever sent it. */
export type Forgery = {
  readonly kind: 'forged';
  readonly reason:
    'stateMissing' | 'stateUnknown' | 'cookie' | 'session' | 'person' | 'expired' | 'replayed' | 'sealed';
};

export type CallbackOutcome =
  | { readonly kind: 'problem'; readonly flow: ConsentFlow; readonly problem: ConsentProblem }
  | { readonly kind: 'consented'; readonly flow: ConsentFlow }
  | { readonly kind: 'connectorNext'; readonly flow: ConsentFlow; readonly grant: Grant };

/**
 * Judges what Entra sent back: the flow that the state belongs to, its cookie, its owner and its expiry, before
 * anything else is looked at; then the answer itself.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.7
 */
export async function completeConsent(
  dependencies: CallbackDependencies,
  query: CallbackQuery,
): Promise<Result<CallbackOutcome, Forgery>> {
  const found = await findOwnFlow(dependencies, query.state);
  if (!found.ok) return found;
  const { flow, passage, grant } = found.value;
  const outcome = await judgeAnswer(dependencies, found.value, query);
  if (!outcome.ok) {
    const problem: ConsentProblem = { ...outcome.error, at: new Date(dependencies.now()).toISOString() };
    await dependencies.flows.saveProblem(flow, problem);
    return succeed({ kind: 'problem', flow, problem });
  }
  if (flow.purpose === 'tokens' && flow.leg === 'portal') {
    const renewed = await dependencies.flows.find(flow);
    return succeed({ kind: 'connectorNext', flow: renewed ?? flow, grant: outcome.value });
  }
  const whole: Grant = grant && query.code ? { ...grant, connector: { ...passage, code: query.code } } : outcome.value;
  const sealed = dependencies.sealer.seal(GRANT_PURPOSE, JSON.stringify(whole));
  await dependencies.flows.saveConsent(flow, sealed, new Date(whole.expiresAt));
  await dependencies.giveStartBack(flow.personId);
  return succeed({ kind: 'consented', flow });
}

type OwnFlow = { readonly flow: ConsentFlow; readonly passage: Passage; readonly grant: Grant | null };

async function findOwnFlow(
  dependencies: CallbackDependencies,
  state: string | null,
): Promise<Result<OwnFlow, Forgery>> {
  const { flows, session } = dependencies;
  if (!state) return forged('stateMissing');
  const returned = await flows.findByState(hashSecret(state));
  if (!returned) return forged('stateUnknown');
  const { flow } = returned;
  // Taken before anything can fail: a passage comes back once.
  const cookie = await dependencies.takeCookie(flow.id);
  if (!cookie || !matchesHash(cookie, returned.cookieHash)) return forged('cookie');
  if (!session) return forged('session');
  if (session.personId !== flow.personId || session.tenantId !== flow.tenantId) return forged('person');
  if (isExpired(flow, dependencies.now())) return forged('expired');
  if (!(await flows.consumePassage(flow))) return forged('replayed');
  const opened = openSealed(dependencies, returned);
  return opened ? succeed({ flow, ...opened }) : forged('sealed');
}

function forged(reason: Forgery['reason']): Result<never, Forgery> {
  return fail({ kind: 'forged', reason });
}

function openSealed(
  { sealer }: CallbackDependencies,
  { sealedPassage, sealedGrant }: ReturnedFlow,
): { passage: Passage; grant: Grant | null } | null {
  const passage = sealer.open(PASSAGE_PURPOSE, sealedPassage);
  const grant = sealedGrant === null ? null : sealer.open(GRANT_PURPOSE, sealedGrant);
  if (passage === null) return null;
  return {
    passage: passageSchema.parse(JSON.parse(passage)),
    grant: grant === null ? null : grantSchema.parse(JSON.parse(grant)),
  };
}

type Problem = Omit<ConsentProblem, 'at'>;

async function judgeAnswer(
  dependencies: CallbackDependencies,
  own: OwnFlow,
  query: CallbackQuery,
): Promise<Result<Grant, Problem>> {
  if (query.error) return fail(readEntraProblem({ error: query.error, description: query.errorDescription ?? '' }));
  if (!query.code) return fail(problem('invalid'));
  // The connector's code is redeemed later, when there is a credential for it.
  if (own.flow.leg === 'connector') return own.grant ? succeed(own.grant) : fail(problem('invalid'));
  return redeem(dependencies, own, query.code);
}

async function redeem(
  { portal, redirectUri }: CallbackDependencies,
  { flow, passage }: OwnFlow,
  code: string,
): Promise<Result<Grant, Problem>> {
  const redeemed = await redeemCode(portal, { ...passage, code, redirectUri, scopes: flow.scopes });
  if (!redeemed.ok) return redeemed;
  const { accessToken, expiresAt, scopes, idToken } = redeemed.value;
  const claims = await verifyIdToken(portal, idToken, passage.nonce);
  if (!claims) return fail(problem('invalid'));
  if (claims.tid !== flow.tenantId) return fail(problem('otherTenant'));
  if (claims.oid !== flow.personId) return fail(problem('wrongAccount'));
  const granted = scopes.map((scope) => scope.split('/').at(-1));
  if (!flow.scopes.every((scope) => granted.includes(scope))) return fail(problem('scopeMissing'));
  return succeed({ accessToken, expiresAt, connector: null });
}

function problem(kind: Problem['kind']): Problem {
  return { kind, aadsts: null, correlationId: null };
}
