import { z } from 'zod';
import { enableInputSchema } from '@/lib/connector/connector-input';
import { journalNames, stepProblemSchema, stepWaitSchema } from '@/lib/connector/connector';
import { displayModes } from '@/lib/operations/begin-input';
import { operationKinds } from '@/lib/operations/operation-kind';
import { outcomeSchema } from '@/lib/operations/outcome';
import { possibleRequestNames } from '@/lib/operations/refusal';
import { authorizationProblemSchema } from '@/lib/operation/operation';
import type { OperationView } from '@/lib/operation/operation-view';

const time = z.iso.datetime();

const stepSchema = z.object({
  name: z.enum(journalNames),
  state: z.enum(['later', 'running', 'ended', 'failed']),
  wait: stepWaitSchema.nullable(),
  problem: stepProblemSchema.nullable(),
  endedAt: time.nullable(),
});

/** What programs are promised of an operation. */
export const operationViewSchema: z.ZodType<OperationView> = z.object({
  id: z.guid(),
  kind: z.enum(operationKinds),
  state: z.enum(['waiting', 'expired', 'running', 'done', 'failed', 'cancelled']),
  undoing: z.boolean(),
  possible: z.array(z.enum(possibleRequestNames)),
  displayMode: z.enum(displayModes),
  problem: authorizationProblemSchema.nullable(),
  outcome: outcomeSchema.nullable(),
  personUpn: z.string(),
  scopes: z.array(z.string()),
  expiresAt: time,
  consentedAt: time.nullable(),
  connectorId: z.guid().nullable(),
  removed: z.boolean(),
  removing: z.boolean(),
  appId: z.string().nullable(),
  requested: enableInputSchema.nullable(),
  secretExpires: time.nullable(),
  steps: z.array(stepSchema),
});
