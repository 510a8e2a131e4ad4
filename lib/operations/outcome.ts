import { z } from 'zod';
import { stepProblemSchema } from '@/lib/connector/connector';
import type { RevealedSecret } from '@/lib/directory/directory-context';
import { pendingPurgeSchema } from '@/lib/directory/pending-purge';
import type { Verification } from '@/lib/verification/verification';
import type { SiemTokens } from './siem-tokens';

const permissions = z
  .array(
    z.object({
      resource: z.enum(['Microsoft Graph', 'WindowsDefenderATP', 'Microsoft Threat Protection']),
      appRole: z.string(),
    }),
  )
  .readonly();

/** How an operation ended, as its row keeps it: nothing secret. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enabled') }),
  z.object({
    kind: z.literal('undone'),
    pendingPurges: z.array(pendingPurgeSchema).readonly(),
    /** The recycle bin could not be looked at, and something may be in it. */
    binUnread: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('disabled') }),
  z.object({ kind: z.literal('reEnabled') }),
  /** Its application is in the recycle bin. */
  z.object({ kind: z.literal('removed') }),
  /** With what had to be granted anew. */
  z.object({ kind: z.literal('restored'), granted: permissions }),
  z.object({ kind: z.literal('newSecret') }),
  z.object({ kind: z.literal('secretRemoved') }),
  /** With the key id of a short-lived credential that could not be removed. */
  z.object({ kind: z.literal('tokens'), leftKeyId: z.string().nullable() }),
  z.object({ kind: z.literal('verified') }),
  /** What earlier work left is gone, but for so many that may still appear. */
  z.object({ kind: z.literal('cleanedUp'), unsure: z.number().int() }),
  z.object({ kind: z.literal('foreignRemoved'), count: z.number().int() }),
  z.object({ kind: z.literal('permissions'), granted: permissions, removed: permissions }),
  z.object({
    kind: z.literal('failed'),
    problem: stepProblemSchema,
    /** Of the application that may have to be removed by hand; null when nobody has heard of one. */
    appId: z.string().nullable(),
  }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What an operation brought that is told once, to one page: in memory only. */
export type OneTimeResult =
  | { readonly kind: 'secret'; readonly connectorId: string; readonly secret: RevealedSecret }
  | { readonly kind: 'tokens'; readonly tokens: SiemTokens }
  | { readonly kind: 'verification'; readonly verification: Verification };
