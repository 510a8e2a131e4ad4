import { z } from 'zod';

const regularExpression = z.string().refine(isRegularExpression, 'is not a regular expression');

const faultShape = z.strictObject({
  method: z.string().toUpperCase().optional(),
  /** Tested against the path, without origin and query. */
  path: regularExpression,
  query: regularExpression.optional(),
  times: z.number().int().min(1).default(1),
  /** Lets this many matching requests pass first. */
  skip: z.number().int().min(0).default(0),
  status: z.number().int().min(400).max(599).optional(),
  retryAfter: z.number().int().min(0).optional(),
  code: z.union([z.string(), z.number().int()]).optional(),
  reset: z.union([z.boolean(), z.enum(['before', 'after'])]).optional(),
  malformed: z.union([z.boolean(), z.enum(['html', 'empty', 'truncated', 'shape'])]).optional(),
  delayMs: z.number().int().min(1).max(600_000).optional(),
});

export type Fault = Readonly<z.output<typeof faultShape>>;

const faultSchema = faultShape
  .refine((fault) => effectsOf(fault).length === 1, 'needs exactly one of status, reset, malformed, delayMs')
  .refine((fault) => fault.status !== undefined || (fault.retryAfter ?? fault.code) === undefined, {
    message: 'retryAfter and code belong to status',
  });

export const faultListSchema = z.array(faultSchema);

export type FaultEffect =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter: number | undefined;
      readonly code: string | number | undefined;
    }
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'malformed'; readonly how: 'html' | 'empty' | 'truncated' | 'shape' }
  | { readonly kind: 'delay'; readonly delayMs: number };

export function effectOf(fault: Fault): FaultEffect {
  const [effect] = effectsOf(fault);
  if (effect === undefined) throw new Error('A fault without effect passed the schema.');
  return effect;
}

function effectsOf(fault: Fault): FaultEffect[] {
  const effects: FaultEffect[] = [];
  if (fault.status !== undefined) {
    effects.push({ kind: 'status', status: fault.status, retryAfter: fault.retryAfter, code: fault.code });
  }
  if (fault.reset !== undefined && fault.reset !== false) {
    effects.push({ kind: 'reset', when: fault.reset === 'after' ? 'after' : 'before' });
  }
  if (fault.malformed !== undefined && fault.malformed !== false) {
    effects.push({ kind: 'malformed', how: fault.malformed === true ? 'truncated' : fault.malformed });
  }
  if (fault.delayMs !== undefined) effects.push({ kind: 'delay', delayMs: fault.delayMs });
  return effects;
}

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
