import 'server-only';
import { readEntraProblem } from '@/lib/entra/entra-problem';
import { verifyIdToken } from '@/lib/entra/id-token';
import { redeemCode } from '@/lib/entra/token-request';
import { fail, type Result, succeed } from '@/lib/result';
import type { Session } from '@/lib/session/session';
import type { AuthorizationTransaction, ElevatedToken } from '@/lib/operations/elevated-token';
import { needsFreshSignIn } from '@/lib/operations/operation-kind';
import { hashSecret, matchesHash } from '@/lib/seal/hash-secret';
import type { ReturnedOperation } from './authorization-store';
import { operationSeal } from './operation-seal';
import { type AuthorizationProblem, belongsToSession, isExpired, isFresh, type Operation } from './operation';
import type { StartLimit } from './start-limit';
import type { AuthorizationDependencies } from './start-authorization';

/** What came back from Entra, unjudged. */
export type CallbackQuery = {
  readonly state: string | null;
  readonly code: string | null;
  readonly error: string | null;
  readonly errorDescription: string | null;
};

export type CallbackDependencies = AuthorizationDependencies & {
  /** The signed-in person, or null. */
  readonly session: Session | null;
  /** Reads the operation's cookie and clears it. */
  readonly takeCookie: (operationId: string) => Promise<string | null>;
  /** Entra asked for the person's credentials, at this moment: the session is as fresh as that. */
  readonly noteSignIn: (sessionId: string, at: Date) => Promise<void>;
  /** A start that was finished no longer counts. */
  readonly giveStartBack: StartLimit['giveBack'];
};

/** A callback that this portal did not send for. The reason is for the log, never for whoever sent it. */
export type Forgery = {
  readonly kind: 'forged';
  readonly reason:
    | 'stateMissing'
    | 'stateUnknown'
    | 'cookie'
    | 'session'
    | 'otherSession'
    | 'person'
    | 'expired'
    | 'replayed'
    | 'sealed';
};

export type CallbackOutcome =
  | { readonly kind: 'problem'; readonly operation: Operation; readonly problem: AuthorizationProblem }
  | { readonly kind: 'consented'; readonly operation: Operation }
  | { readonly kind: 'connectorNext'; readonly operation: Operation; readonly elevatedToken: ElevatedToken };

/**
 * Validates what Entra sent back: the operation that the state belongs to, its cookie, its owner and its expiry, before
 * anything else is looked at; then the answer itself.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.7
 */
export async function completeAuthorization(
  dependencies: CallbackDependencies,
  query: CallbackQuery,
): Promise<Result<CallbackOutcome, Forgery>> {
  const found = await findOwnOperation(dependencies, query.state);
  if (!found.ok) return found;
  const { operation, transaction, elevatedToken } = found.value;
  const outcome = await validateAnswer(dependencies, found.value, query);
  if (!outcome.ok) {
    const problem: AuthorizationProblem = { ...outcome.error, at: new Date(dependencies.now()).toISOString() };
    await dependencies.authorizations.saveProblem(operation, problem);
    return succeed({ kind: 'problem', operation, problem });
  }
  if (operation.kind === 'tokens' && operation.authorizationStep === 'portal') {
    return succeed({
      kind: 'connectorNext',
      operation: { ...operation, version: operation.version + 1 },
      elevatedToken: outcome.value,
    });
  }
  const whole: ElevatedToken =
    elevatedToken && query.code ? { ...elevatedToken, connector: { ...transaction, code: query.code } } : outcome.value;
  const sealed = operationSeal(dependencies.sealer, operation, operation.sessionId).sealToken(whole);
  await dependencies.authorizations.saveConsent(operation, sealed, new Date(whole.expiresAt));
  await dependencies.giveStartBack(operation.personId);
  return succeed({ kind: 'consented', operation });
}

type OwnOperation = {
  readonly operation: Operation;
  readonly transaction: AuthorizationTransaction;
  readonly elevatedToken: ElevatedToken | null;
};

async function findOwnOperation(
  dependencies: CallbackDependencies,
  state: string | null,
): Promise<Result<OwnOperation, Forgery>> {
  const { authorizations, session } = dependencies;
  if (!state) return forged('stateMissing');
  const returned = await authorizations.findByState(hashSecret(state));
  if (!returned) return forged('stateUnknown');
  const { operation } = returned;
  // Taken before anything can fail: a transaction comes back once.
  const cookie = await dependencies.takeCookie(operation.id);
  if (!cookie || !matchesHash(cookie, returned.cookieHash)) return forged('cookie');
  if (!session) return forged('session');
  if (session.personId !== operation.personId || session.tenantId !== operation.tenantId) return forged('person');
  if (!belongsToSession(operation, session)) return forged('otherSession');
  if (isExpired(operation, dependencies.now())) return forged('expired');
  if (!(await authorizations.consume(operation))) return forged('replayed');
  const opened = openSealed(dependencies, session, returned);
  return opened ? succeed({ operation, ...opened }) : forged('sealed');
}

function forged(reason: Forgery['reason']): Result<never, Forgery> {
  return fail({ kind: 'forged', reason });
}

function openSealed(
  { sealer }: CallbackDependencies,
  session: Session,
  { operation, sealedTransaction, sealedToken }: ReturnedOperation,
): { transaction: AuthorizationTransaction; elevatedToken: ElevatedToken | null } | null {
  const seal = operationSeal(sealer, operation, session.id);
  const transaction = seal.openTransaction(sealedTransaction);
  return transaction && { transaction, elevatedToken: sealedToken === null ? null : seal.openToken(sealedToken) };
}

type Problem = Omit<AuthorizationProblem, 'at'>;

async function validateAnswer(
  dependencies: CallbackDependencies,
  own: OwnOperation,
  query: CallbackQuery,
): Promise<Result<ElevatedToken, Problem>> {
  if (query.error) return fail(readEntraProblem({ error: query.error, description: query.errorDescription ?? '' }));
  if (!query.code) return fail(problem('invalid'));
  // The connector's code is redeemed later, when there is a credential for it.
  if (own.operation.authorizationStep === 'connector')
    return own.elevatedToken ? succeed(own.elevatedToken) : fail(problem('invalid'));
  return redeem(dependencies, own, query.code);
}

async function redeem(
  { portal, redirectUri, session, noteSignIn }: CallbackDependencies,
  { operation, transaction }: OwnOperation,
  code: string,
): Promise<Result<ElevatedToken, Problem>> {
  const redeemed = await redeemCode(portal, { ...transaction, code, redirectUri, scopes: operation.scopes });
  if (!redeemed.ok) return redeemed;
  const { accessToken, expiresAt, scopes, idToken } = redeemed.value;
  const claims = await verifyIdToken(portal, idToken, transaction.nonce);
  if (!claims) return fail(problem('invalid'));
  if (claims.tid !== operation.tenantId) return fail(problem('otherTenant'));
  if (claims.oid !== operation.personId) return fail(problem('wrongAccount'));
  const authenticatedAt = claims.auth_time === undefined ? null : new Date(claims.auth_time * 1_000);
  if (session && authenticatedAt) await noteSignIn(session.id, authenticatedAt);
  if (needsFreshSignIn(operation.kind) && !isFresh(authenticatedAt, operation)) {
    return fail(problem(authenticatedAt ? 'signInOld' : 'signInTimeMissing'));
  }
  const granted = scopes.map((scope) => scope.split('/').at(-1));
  if (!operation.scopes.every((scope) => granted.includes(scope))) return fail(problem('scopeMissing'));
  return succeed({ accessToken, expiresAt, connector: null });
}

function problem(kind: Problem['kind']): Problem {
  return { kind, aadsts: null, correlationId: null };
}
