import { z } from 'zod';

/** What a route below an operation's own path is sent: its id, and where its stream was cut. */
export const operationPath = z.object({
  params: z.object({ id: z.guid() }),
  lastEventId: z.string().nullable(),
});
