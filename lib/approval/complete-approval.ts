import 'server-only';
import { type AuditLog, auditTrail } from '@/lib/audit/audit';
import { readEntraProblem } from '@/lib/entra/entra-problem';
import type { GraphContext } from '@/lib/graph/graph-context';
import { fail, type Result, succeed } from '@/lib/result';
import type { Sealer } from '@/lib/seal/seal';
import { announceChange } from '@/lib/signal/changes';
import type { Session } from '@/lib/session/session';
import { APPROVAL_PURPOSE, approvalTransactionSchema, type DecidedState } from './approval';
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
};

/** What Entra's redirect said. None of it is proof of anything. */
export type ConsentAnswer = {
  readonly state: string | null;
  readonly error: string | null;
  readonly errorDescription: string | null;
};

/** Why a passage left the question open; the words are the page's. */
export const approvalProblems = ['missing', 'unread', 'entra', 'adminApproval', 'changed'] as const;
export type ApprovalProblem = (typeof approvalProblems)[number];

export type CompletedApproval = { readonly token: string; readonly problem: ApprovalProblem | null };

export type CompletionRefusal = { readonly kind: 'notOurs' } | { readonly kind: 'refused' };

/** The administrator came back from Entra: looks into the directory, and decides by what is there. */
export async function completeApproval(
  dependencies: CompletionDependencies,
  session: Session | null,
  answer: ConsentAnswer,
): Promise<Result<CompletedApproval, CompletionRefusal>> {
  const transaction = openTransaction(dependencies.sealer, answer.state);
  if (!transaction) return fail({ kind: 'notOurs' });
  const { token } = transaction;
  if (session?.personId !== transaction.personId || session.tenantId !== transaction.tenantId) {
    await recordStranger(dependencies, session, transaction.tenantId);
    return fail({ kind: 'refused' });
  }
  const opened = await findApproval(dependencies, session, token);
  // The page says why.
  if (!opened.ok) return succeed({ token, problem: null });
  const verdict = await verifyGrant(await dependencies.graph(session), opened.value.connector);
  if (verdict === 'granted') await decideApproval(dependencies, opened.value, 'approved');
  else if (isRefusal(answer)) await decideApproval(dependencies, opened.value, 'declined');
  else return succeed({ token, problem: problemOf(verdict, answer) });
  return succeed({ token, problem: null });
}

/** The tenant is the passage's own: whoever brought it may be of another. */
async function recordStranger(
  { audit, requestId }: Pick<CompletionDependencies, 'audit' | 'requestId'>,
  session: Session | null,
  tenantId: string,
): Promise<void> {
  const person = { tenantId, personId: session?.personId ?? null, personUpn: session?.personUpn ?? null };
  await auditTrail(audit, person, requestId).record({
    action: 'approval-decide',
    outcome: 'refused',
    detail: { reason: session ? 'person' : 'session' },
  });
}

function openTransaction(sealer: Sealer, state: string | null) {
  const clear = state === null ? null : sealer.open(APPROVAL_PURPOSE, state);
  return clear === null ? null : (approvalTransactionSchema.safeParse(JSON.parse(clear)).data ?? null);
}

/** `Cancel` on Entra's page: its version 2.0 says 65004, its first one permission_denied. */
function isRefusal({ error, errorDescription }: ConsentAnswer): boolean {
  if (error === null) return false;
  if (error === 'permission_denied') return true;
  return readEntraProblem({ error, description: errorDescription ?? '' }).kind === 'declined';
}

function problemOf(verdict: Exclude<Verdict, 'granted'>, { error, errorDescription }: ConsentAnswer): ApprovalProblem {
  if (error === null) return verdict;
  const { kind } = readEntraProblem({ error, description: errorDescription ?? '' });
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
