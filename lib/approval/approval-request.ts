import 'server-only';
import { findSession } from '@/lib/session/session-queries';
import { completionDependencies } from './approval-dependencies';
import { approvalPath } from './approval-path';
import { completeApproval } from './complete-approval';

export type ApprovalReturn =
  { readonly kind: 'next'; readonly path: string } | { readonly kind: 'notOurs' | 'refused' };

/** The browser came back from Entra with an answer that may belong to an approval. */
export async function finishApproval(query: URLSearchParams): Promise<ApprovalReturn> {
  const completed = await completeApproval(await completionDependencies(), await findSession(), {
    state: query.get('state'),
    error: query.get('error'),
    errorDescription: query.get('error_description'),
  });
  if (!completed.ok) return completed.error;
  return { kind: 'next', path: approvalPath(completed.value.linkId, completed.value.problem) };
}
