import { z } from 'zod';
import type { StepWait } from '@/lib/connector/connector';
import { entraProblemKinds } from '@/lib/entra/entra-problem';

/** What the person consents for. Each needs its own passage through Entra. */
export const consentPurposes = [
  'enable',
  'undo',
  'secret',
  'secret-remove',
  'tokens',
  'verify',
  'leftovers',
  'permissions',
] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** waiting → consented → running → done | failed; or cancelled. Expiry shows in expiresAt. */
export const flowStates = ['waiting', 'consented', 'running', 'done', 'failed', 'cancelled'] as const;
export type FlowState = (typeof flowStates)[number];

/** Where the person meets Entra. blocked: the browser did not open the pop-up. */
export const surfaces = ['popup', 'blocked', 'tab'] as const;
export type Surface = (typeof surfaces)[number];

/** Why a passage through Entra's pages gave nothing. The flow goes on waiting: it can be tried again. */
export const consentProblemSchema = z.object({
  kind: z.enum([...entraProblemKinds, 'wrongAccount', 'otherTenant', 'scopeMissing', 'invalid']),
  aadsts: z.number().nullable(),
  correlationId: z.string().nullable(),
  at: z.iso.datetime(),
});

export type ConsentProblem = z.infer<typeof consentProblemSchema>;

/** What an undo deleted and could not remove from the recycle bin. */
export const leftoverSchema = z.object({
  what: z.enum(['application', 'servicePrincipal']),
  objectId: z.string(),
  /** forbidden: this person may not. unanswered: Microsoft did not do it in time. */
  why: z.enum(['forbidden', 'unanswered']),
});

export type Leftover = z.infer<typeof leftoverSchema>;

/** One passage, from the click to the end of the work that it allows. */
export type ConsentFlow = {
  /** Made by the browser in the click, so that the pop-up can open at once. */
  readonly id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly personUpn: string;
  readonly purpose: ConsentPurpose;
  readonly connectorId: string | null;
  readonly state: FlowState;
  /** Which application is being signed in to. */
  readonly leg: 'portal' | 'connector';
  readonly surface: Surface;
  readonly input: unknown;
  readonly scopes: readonly string[];
  readonly problem: ConsentProblem | null;
  readonly leftovers: readonly Leftover[];
  /** What its work waited for last. */
  readonly wait: StepWait | null;
  readonly createdAt: Date;
  readonly consentedAt: Date | null;
  readonly expiresAt: Date;
  readonly version: number;
};

/** What must be compared when the browser comes back, sealed in the row. */
export const passageSchema = z.object({ nonce: z.string(), codeVerifier: z.string() });
export type Passage = z.infer<typeof passageSchema>;

/** What consent brought, sealed in the row until the work that it allows has ended. */
export const grantSchema = z.object({
  /** Elevated token for Microsoft Graph. Its refresh token was dropped. */
  accessToken: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
  /** Sign-in to the connector application, still to be redeemed. */
  connector: passageSchema.extend({ code: z.string() }).nullable(),
});
export type Grant = z.infer<typeof grantSchema>;

export const FLOW_MINUTES = 10;

export const PASSAGE_PURPOSE = 'consent-passage';
export const GRANT_PURPOSE = 'consent-grant';

export function isExpired(flow: ConsentFlow, now: number): boolean {
  return flow.state === 'waiting' && flow.expiresAt.getTime() <= now;
}
