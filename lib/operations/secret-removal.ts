import { z } from 'zod';

/** Which secret to remove. */
export const secretRemovalSchema = z.object({ secretId: z.guid() });
