import { z } from 'zod';

const regularExpression = z.string().refine(isRegularExpression, 'is not a regular expression');
const timing = z.union([z.boolean(), z.enum(['before', 'after'])]);

const faultShape = z.strictObject({
  method: z.string().toUpperCase().optional(),
  /** Tested against the path, without origin and query. */
  path: regularExpression,
  query: regularExpression.optional(),
  /** Tested against the text of the request's body: a form at the token endpoints, else JSON. */
  body: regularExpression.optional(),
  times: z.number().int().min(1).default(1),
  /** Lets this many matching requests pass first. */
  skip: z.number().int().min(0).default(0),
  status: z.number().int().min(400).max(599).optional(),
  retryAfter: z.number().int().min(0).optional(),
  code: z.union([z.string(), z.number().int()]).optional(),
  /** The refusal comes although the request was carried out. */
  after: z.boolean().optional(),
  /** A 401 of Graph that brings a claims challenge. */
  claims: z.boolean().optional(),
  reset: timing.optional(),
  hang: timing.optional(),
  malformed: z.union([z.boolean(), z.enum(['html', 'empty', 'truncated', 'shape', 'members'])]).optional(),
  delayMs: z.number().int().min(1).max(600_000).optional(),
});

export type Fault = Readonly<z.output<typeof faultShape>>;

const faultSchema = faultShape
  .refine((fault) => effectsOf(fault).length === 1, 'needs exactly one of status, reset, hang, malformed, delayMs')
  .refine(({ status, retryAfter, code, after, claims }) => {
    return status !== undefined || (retryAfter ?? code ?? after ?? claims) === undefined;
  }, 'retryAfter, code, after and claims belong to status');

export const faultListSchema = z.array(faultSchema);

export type Corruption = 'html' | 'empty' | 'truncated' | 'shape' | 'members';

export type StatusFault = {
  readonly kind: 'status';
  readonly status: number;
  readonly retryAfter: number | undefined;
  readonly code: string | number | undefined;
  readonly hasClaims: boolean;
  readonly when: 'before' | 'after';
  /** What a proxy on the way made of the refusal. */
  readonly corruption: Corruption | undefined;
};

export type BreakFault = { readonly kind: 'reset' | 'hang'; readonly when: 'before' | 'after' };

export type FaultEffect =
  | StatusFault
  | BreakFault
  | { readonly kind: 'malformed'; readonly how: Corruption }
  | { readonly kind: 'delay'; readonly delayMs: number };

export function effectOf(fault: Fault): FaultEffect {
  const [effect] = effectsOf(fault);
  if (effect === undefined) throw new Error('A fault without effect passed the schema.');
  return effect;
}

function effectsOf(fault: Fault): FaultEffect[] {
  const effects: FaultEffect[] = [];
  const corruption = corruptionOf(fault);
  if (fault.status !== undefined) {
    const { status, retryAfter, code } = fault;
    const when = fault.after === true ? 'after' : 'before';
    effects.push({ kind: 'status', status, retryAfter, code, hasClaims: fault.claims === true, when, corruption });
  } else if (corruption !== undefined) {
    effects.push({ kind: 'malformed', how: corruption });
  }
  for (const kind of ['reset', 'hang'] as const) {
    const when = fault[kind];
    if (when !== undefined && when !== false) effects.push({ kind, when: when === 'after' ? 'after' : 'before' });
  }
  if (fault.delayMs !== undefined) effects.push({ kind: 'delay', delayMs: fault.delayMs });
  return effects;
}

function corruptionOf({ malformed }: Fault): Corruption | undefined {
  if (malformed === undefined || malformed === false) return undefined;
  return malformed === true ? 'truncated' : malformed;
}

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
