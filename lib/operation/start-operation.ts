import 'server-only';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { connectorStore } from '@/lib/connector/connector-store';
import { plainProblem } from '@/lib/directory/step-problem';
import { log } from '@/lib/log';
import type { OneTimeResult } from '@/lib/operations/outcome';
import { callbackUri } from '@/lib/request/callback-uri';
import { acquireLease } from './acquire-lease';
import { authorizationDependencies } from './authorization-dependencies';
import type { AuthorizedOperation } from './authorize-operation';
import { findConsent } from './consent';
import { leaseStore } from './lease-store';
import { runDetached } from './live-operations';
import type { Operation } from './operation';
import { operationContext } from './operation-context';
import { operationStore } from './operation-store';
import { runOperation } from './run-operation';

/** As it stands when consent is there, which may be later than the follower came. */
export type Startable = Pick<AuthorizedOperation, 'operator' | 'operation'>;

/**
 * Begins the work that consent allowed, if nobody has.
 *
 * @param requestId of the request that the person made
 */
export async function startOperation({ operator, operation }: Startable, requestId: string): Promise<void> {
  const { tenantId, connectorId } = operation;
  const connector = connectorId ? await connectorStore.find({ tenantId, id: connectorId }) : null;
  const consent = await findConsent(authorizationDependencies(), operation, operator.session);
  if (!consent) return failUnbegun(operation, connector, { cause: 'signInAgain', keepsToken: false });
  const { definition, elevatedToken } = consent;
  if (definition.removes && !connector) return endUndoOfNothing(operation);
  const acquired = await acquireLease(leaseStore, operation);
  if (acquired === 'busy') {
    return failUnbegun(operation, connector, { cause: 'busy', keepsToken: definition.keepsToken });
  }
  // Another page has begun it.
  if (acquired === 'taken') return undefined;
  const context = operationContext({ operationId: operation.id, operator, elevatedToken, requestId });
  const dependencies = { operations: operationStore, leases: leaseStore, redirectUri: callbackUri() };
  runDetached(operation.id, () =>
    runOperation(context, dependencies, consent).catch((error: unknown): OneTimeResult | null => {
      log().error(
        { operation: operation.id, err: error instanceof Error ? error.name : 'unknown' },
        'operation broke off',
      );
      return null;
    }),
  );
}

/** Nothing was changed in the tenant. */
async function failUnbegun(
  operation: Operation,
  connector: Connector | null,
  { cause, keepsToken }: { readonly cause: StepProblem['cause']; readonly keepsToken: boolean },
): Promise<void> {
  const outcome = { kind: 'failed', problem: plainProblem(cause), appId: connector?.appId ?? null } as const;
  await operationStore.end(operation, ['consented'], { state: 'failed', outcome, keepsToken });
}

/** Set-up that was taken back before it made anything, or whose connector another page has removed. */
async function endUndoOfNothing(operation: Operation): Promise<void> {
  const outcome = { kind: 'undone', pendingPurges: [] } as const;
  const state = operation.kind === 'undo' ? 'done' : 'cancelled';
  await operationStore.end(operation, ['consented'], { state, outcome, keepsToken: false });
}
