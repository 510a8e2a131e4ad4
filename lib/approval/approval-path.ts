import type { ApprovalProblem } from './complete-approval';

/** The page that a link leads to. */
export function approvalPath(token: string, problem: ApprovalProblem | null = null): string {
  return problem ? `/approve/${token}?problem=${problem}` : `/approve/${token}`;
}
