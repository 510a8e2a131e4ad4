import { z } from 'zod';

/** What an undo deleted and could not remove from the recycle bin. */
export const pendingPurgeSchema = z.object({
  what: z.enum(['application', 'servicePrincipal']),
  objectId: z.string(),
  /** forbidden: this person may not. unanswered: Microsoft did not do it in time. otherPortal: not this portal's to purge. */
  why: z.enum(['forbidden', 'unanswered', 'otherPortal']),
  /** When the recycle bin lets go of it; ISO 8601, UTC. */
  until: z.iso.datetime().optional(),
});
export type PendingPurge = z.infer<typeof pendingPurgeSchema>;
