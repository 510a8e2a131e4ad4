import type { Operation as Row } from '@/generated/prisma/client';
import { displayModes } from '@/lib/operations/begin-input';
import { operationKinds } from '@/lib/operations/operation-kind';
import { operationStates } from '@/lib/operations/operation-state';
import { outcomeSchema } from '@/lib/operations/outcome';
import { authorizationProblemSchema, type Operation } from './operation';

/** Names one operation of one person of one tenant: all three are part of every query. */
export type OperationKey = { readonly id: string; readonly tenantId: string; readonly personId: string };

/** Callers pass whole operations: only what names the row goes into a query. */
export function whereOf({ id, tenantId, personId }: OperationKey): OperationKey {
  return { id, tenantId, personId };
}

/** @throws when the row is of a release that this one does not know */
export function toOperation(row: Row): Operation {
  const kind = operationKinds.find((known) => known === row.kind);
  const state = operationStates.find((known) => known === row.state);
  const displayMode = displayModes.find((known) => known === row.displayMode);
  if (!kind || !state || !displayMode) throw new Error(`Operation ${row.id} is from another release.`);
  // Named one by one: a row holds sealed values that have no place outside the stores.
  return {
    id: row.id,
    tenantId: row.tenantId,
    personId: row.personId,
    personUpn: row.personUpn,
    sessionId: row.sessionId,
    kind,
    connectorId: row.connectorId,
    state,
    undoing: row.undoing,
    restoring: row.restoring,
    authorizationStep: row.authorizationStep === 'connector' ? 'connector' : 'portal',
    displayMode,
    input: row.input,
    scopes: row.scopes,
    problem: authorizationProblemSchema.safeParse(row.problem).data ?? null,
    outcome: outcomeSchema.safeParse(row.outcome).data ?? null,
    createdAt: row.createdAt,
    consentedAt: row.consentedAt,
    endedAt: row.endedAt,
    revealedAt: row.revealedAt,
    expiresAt: row.expiresAt,
    version: row.version,
  };
}
