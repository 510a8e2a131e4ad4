import { z } from 'zod';

/** What an undo deleted and could not remove from the recycle bin. */
export const pendingPurgeSchema = z.object({
  what: z.enum(['application', 'servicePrincipal']),
  objectId: z.string(),
  /** forbidden: this person may not. unanswered: Microsoft did not do it in time. */
  why: z.enum(['forbidden', 'unanswered']),
});
export type PendingPurge = z.infer<typeof pendingPurgeSchema>;
