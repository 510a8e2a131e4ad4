import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AlertPattern } from './alert-model';

const patternSchema = z.strictObject({
  title: z.string(),
  description: z.string(),
  recommendedActions: z.string(),
  category: z.string(),
  severity: z.enum(['unspecified', 'informational', 'low', 'medium', 'high']),
  source: z.strictObject({ endpoint: z.string().nullable(), graph: z.string(), service: z.string() }),
  techniques: z.array(z.string()),
  threatFamily: z.string().nullable(),
  evidence: z.array(z.enum(['user', 'file', 'process', 'ip', 'url', 'registry'])),
}) satisfies z.ZodType<AlertPattern>;

const file = new URL('./alert-patterns.json', import.meta.url);

/** What happens in this tenant, from often to rare; the first entries come up most. */
export const alertPatterns: readonly [AlertPattern, ...AlertPattern[]] = z
  .tuple([patternSchema], patternSchema)
  .parse(JSON.parse(readFileSync(file, 'utf8')));
