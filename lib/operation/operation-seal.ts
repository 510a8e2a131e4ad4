import type { z } from 'zod';
import {
  type AuthorizationTransaction,
  authorizationTransactionSchema,
  type ElevatedToken,
  elevatedTokenSchema,
} from '@/lib/operations/elevated-token';
import type { Sealer } from '@/lib/seal/seal';
import type { Operation } from './operation';

/** Seals and opens what belongs to one operation, and to no other. */
export type OperationSeal = {
  readonly sealTransaction: (transaction: AuthorizationTransaction) => string;
  readonly openTransaction: (sealed: string) => AuthorizationTransaction | null;
  readonly sealToken: (token: ElevatedToken) => string;
  readonly openToken: (sealed: string) => ElevatedToken | null;
};

// What an earlier release sealed was bound to nothing. It does not open by these names: consent is asked for again.
const TRANSACTION_USE = 'operation-transaction';
const TOKEN_USE = 'operation-token';

/**
 * What the operation is for is part of what is authenticated: kind, connector, input, scopes, person, tenant, session and expiry. A text
 * that was moved to another row, or whose row was changed, does not open.
 *
 * @param sessionId of the session that asks, which is the operation's own or opens nothing
 */
export function operationSeal(sealer: Sealer, operation: Operation, sessionId: string | null): OperationSeal {
  const purpose = (use: string) => [use, ...factsOf(operation), sessionId ?? ''].join('\n');
  const open = <Schema extends z.ZodType>(use: string, sealed: string, schema: Schema): z.infer<Schema> | null => {
    const clear = sealer.open(purpose(use), sealed);
    return clear === null ? null : (schema.safeParse(JSON.parse(clear)).data ?? null);
  };
  return {
    sealTransaction: (transaction) => sealer.seal(purpose(TRANSACTION_USE), JSON.stringify(transaction)),
    openTransaction: (sealed) => open(TRANSACTION_USE, sealed, authorizationTransactionSchema),
    sealToken: (token) => sealer.seal(purpose(TOKEN_USE), JSON.stringify(token)),
    openToken: (sealed) => open(TOKEN_USE, sealed, elevatedTokenSchema),
  };
}

function factsOf(operation: Operation): readonly string[] {
  const { id, tenantId, personId, kind, connectorId, input, scopes, expiresAt } = operation;
  // A set-up names its connector by its input: the row is made, and written here, when the work begins.
  const target = kind === 'enable' && input !== null ? '' : (connectorId ?? '');
  return [id, tenantId, personId, kind, target, JSON.stringify(input), scopes.join(' '), expiresAt.toISOString()];
}
