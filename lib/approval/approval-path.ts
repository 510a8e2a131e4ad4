import { hashSecret } from '@/lib/seal/hash-secret';
import { approvalLinkId } from './approval';
import type { ApprovalProblem } from './complete-approval';

/**
 * What an administrator is sent. The part that opens it stands in the fragment, which no browser sends to a server and
 * no proxy writes into its log (OWASP ASVS 5.0, 14.2.1).
 */
export function approvalLink(token: string): string {
  return `${approvalPath(approvalLinkId(hashSecret(token)))}#${token}`;
}

/** The page that a link leads to. @param linkId see approvalLinkId */
export function approvalPath(linkId: string, problem: ApprovalProblem | null = null): string {
  return problem ? `/approve/${linkId}?problem=${problem}` : `/approve/${linkId}`;
}
