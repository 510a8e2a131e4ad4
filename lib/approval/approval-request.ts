import 'server-only';
import { findSession } from '@/lib/session/session-queries';
import { settleDependencies } from './approval-wiring';
import { approvalPath } from './approval-path';
import { settleApproval } from './settle-approval';

export type ApprovalReturn =
  { readonly kind: 'next'; readonly path: string } | { readonly kind: 'notOurs' | 'refused' };

/** The browser came back from Entra with an answer that may belong to an approval. */
export async function finishApproval(query: URLSearchParams): Promise<ApprovalReturn> {
  const settled = await settleApproval(await settleDependencies(), await findSession(), {
    state: query.get('state'),
    error: query.get('error'),
    errorDescription: query.get('error_description'),
  });
  if (!settled.ok) return settled.error;
  return { kind: 'next', path: approvalPath(settled.value.token, settled.value.problem) };
}
