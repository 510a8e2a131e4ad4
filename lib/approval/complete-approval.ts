import 'server-only';
import { type AuditLog, auditTrail } from '@/lib/audit/audit';
import { readEntraProblem } from '@/lib/entra/entra-problem';
import type { GraphContext } from '@/lib/graph/graph-context';
import { fail, type Result, succeed } from '@/lib/result';
import { hashSecret, matchesHash } from '@/lib/seal/hash-secret';
import type { Sealer } from '@/lib/seal/seal';
import { announceChange } from '@/lib/signal/changes';
import type { Session } from '@/lib/session/session';
import {
  APPROVAL_PURPOSE,
  approvalCookieId,
  approvalLinkId,
  type ApprovalTransaction,
  approvalTransactionSchema,
  type DecidedState,
} from './approval';
import { type ApprovalSources, findApproval, type OpenedApproval } from './find-approval';
import { type Verdict, verifyGrant } from './verify-grant';

export type CompletionDependencies = ApprovalSources & {
  readonly sealer: Sealer;
  readonly audit: AuditLog;
  /** With the administrator's own read token; null when there is none. */
  readonly graph: (session: Session) => Promise<GraphContext | null>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly requestId: string;
  /** Reads the browser's cookie of a transaction and clears it. */
  readonly takeCookie: (transaction: string) => Promise<string | null>;
};

/** What Entra's redirect said. None of it is proof of anything. */
export type ConsentAnswer = {
  readonly state: string | null;
  readonly error: string | null;
  readonly errorDescription: string | null;
};

/** Why a round trip to Entra left the question open; the words are the page's. */
export const approvalProblems = [
  'missing',
  'unread',
  'entra',
  'cancelled',
  'tooMany',
  'adminApproval',
  'changed',
] as const;
export type ApprovalProblem = (typeof approvalProblems)[number];

export type CompletedApproval = { readonly linkId: string; readonly problem: ApprovalProblem | null };

export type CompletionRefusal = { readonly kind: 'notOurs' } | { readonly kind: 'refused' };

/**
 * The administrator came back from Entra: looks into the directory, and decides by what is there. A refusal decides
 * nothing: an address that is only opened must not, and the page has a button for it.
 */
export async function completeApproval(
  dependencies: CompletionDependencies,
  session: Session | null,
  answer: ConsentAnswer,
): Promise<Result<CompletedApproval, CompletionRefusal>> {
  const transaction = openTransaction(dependencies.sealer, answer.state);
  if (!transaction) return fail({ kind: 'notOurs' });
  const { tokenHash } = transaction;
  const linkId = approvalLinkId(tokenHash);
  const foreign = await findForgery(dependencies, session, { transaction, state: answer.state ?? '' });
  if (foreign !== null || !session) {
    await recordForgery(dependencies, session, { tenantId: transaction.tenantId, reason: foreign ?? 'session' });
    return fail({ kind: 'refused' });
  }
  const opened = await findApproval(dependencies, session, tokenHash);
  // The page says why.
  if (!opened.ok) return succeed({ linkId, problem: null });
  const verdict = await verifyGrant(await dependencies.graph(session), opened.value.connector);
  if (verdict === 'granted') await decideApproval(dependencies, opened.value, 'approved');
  else return succeed({ linkId, problem: problemOf(verdict, answer) });
  return succeed({ linkId, problem: null });
}

type Forgery = 'session' | 'person' | 'otherSession' | 'expired' | 'cookie' | 'replayed';

type Returned = { readonly transaction: ApprovalTransaction; readonly state: string };

/** @returns why this is not the return that the portal waits for; null when it is */
async function findForgery(
  { approvals, takeCookie, now }: CompletionDependencies,
  session: Session | null,
  { transaction, state }: Returned,
): Promise<Forgery | null> {
  const { tokenHash, tenantId, personId, sessionId, expiresAt, cookieHash } = transaction;
  if (!session) return 'session';
  if (session.personId !== personId || session.tenantId !== tenantId) return 'person';
  if (session.id !== sessionId) return 'otherSession';
  if (expiresAt <= now()) return 'expired';
  const cookie = await takeCookie(approvalCookieId(tokenHash));
  if (cookie === null || !matchesHash(cookie, cookieHash)) return 'cookie';
  return (await approvals.consumeTransaction({ tenantId, tokenHash }, hashSecret(state))) ? null : 'replayed';
}

type Forged = { readonly tenantId: string; readonly reason: Forgery };

/** The tenant is the transaction's own: whoever brought it may be of another. */
async function recordForgery(
  { audit, requestId }: Pick<CompletionDependencies, 'audit' | 'requestId'>,
  session: Session | null,
  { tenantId, reason }: Forged,
): Promise<void> {
  const person = { tenantId, personId: session?.personId ?? null, personUpn: session?.personUpn ?? null };
  await auditTrail(audit, person, requestId).record({
    action: 'approval-decide',
    outcome: 'refused',
    detail: { reason },
  });
}

function openTransaction(sealer: Sealer, state: string | null) {
  const clear = state === null ? null : sealer.open(APPROVAL_PURPOSE, state);
  return clear === null ? null : (approvalTransactionSchema.safeParse(JSON.parse(clear)).data ?? null);
}

function problemOf(verdict: Exclude<Verdict, 'granted'>, { error, errorDescription }: ConsentAnswer): ApprovalProblem {
  if (error === null) return verdict;
  // `Cancel` on Entra's page: its version 2.0 says 65004, its first one permission_denied.
  const { kind } = readEntraProblem({ error, description: errorDescription ?? '' });
  if (error === 'permission_denied' || kind === 'declined') return 'cancelled';
  return kind === 'adminApproval' ? 'adminApproval' : 'entra';
}

/** Records the decision, unless another was first. @returns whether this one counts */
export async function decideApproval(
  { approvals, audit, now, requestId }: Pick<CompletionDependencies, 'approvals' | 'audit' | 'now' | 'requestId'>,
  { link, approval, approver, connector }: OpenedApproval,
  state: DecidedState,
): Promise<boolean> {
  const { personId, personUpn } = approver.session;
  const decidedAt = new Date(now());
  const decision = { state, decidedById: personId, decidedByUpn: personUpn, decidedAt };
  const detail = { decision: state, appId: connector.appId, askedBy: approval.askedByUpn };
  const trail = auditTrail(audit, approver.session, requestId);
  const end = await trail.begin({ action: 'approval-decide', target: connector.id, detail });
  const first = await approvals.decide(link, decision);
  announceChange(connector.id);
  await end(first ? 'done' : 'refused', detail);
  return first;
}
