import { z } from 'zod';

/** What a requester and an administrator agree on by link: that a connector gets its permission. */
export type Approval = {
  readonly tenantId: string;
  readonly connectorId: string;
  readonly state: DecidedState | 'waiting';
  readonly askedByUpn: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly decidedByUpn: string | null;
  readonly decidedAt: Date | null;
};

export type DecidedState = 'approved' | 'declined';

export const APPROVAL_DAYS = 7;

/** Where it stands for whoever looks; none: nobody was asked. */
export type ApprovalState = Approval['state'] | 'expired';

/** @param now milliseconds since the epoch */
export function approvalState({ state, expiresAt }: Approval, now: number): ApprovalState {
  return state === 'waiting' && expiresAt.getTime() <= now ? 'expired' : state;
}

/** The random part of a link: 256 bits, base64url. */
export const approvalTokenSchema = z.string().regex(/^[\w-]{43}$/);

/** How long Entra's page may take before what it says is no answer any more. */
export const APPROVAL_MINUTES = 30;

/** What comes back from Entra as the state, sealed: only whoever began it may read an answer into it. */
export const approvalTransactionSchema = z.object({
  tokenHash: z.string(),
  tenantId: z.string(),
  personId: z.string(),
  sessionId: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
  /** SHA-256 of the cookie that the browser holds. */
  cookieHash: z.string(),
});
export type ApprovalTransaction = z.infer<typeof approvalTransactionSchema>;

export const APPROVAL_PURPOSE = 'approval-transaction';

export const approvalLinkIdSchema = z.string().regex(/^[\w-]{16}$/);

/** Names a link in paths and cookies; of no use to whoever does not have the link. */
export function approvalLinkId(tokenHash: string): string {
  return tokenHash.slice(0, 16);
}

/** Names a link's transactions to the browser. */
export function approvalCookieId(tokenHash: string): string {
  return `approval-${approvalLinkId(tokenHash)}`;
}
