import 'server-only';
import { connectorStore } from '@/lib/connector/connector-store';
import { leaseStore } from './lease-store';
import { isRunningHere } from './live-operations';
import type { Operation } from './operation';
import type { OperationKey } from './operation-row';
import { operationStore } from './operation-store';
import { type OperationView, viewOperation } from './operation-view';

export type ReadOperation = { readonly operation: Operation; readonly view: OperationView };

/** An operation as it stands; what died with its process has failed from now on. */
export async function readView(key: OperationKey): Promise<ReadOperation | null> {
  const operation = await readOperation(key);
  if (!operation) return null;
  const { tenantId, connectorId } = operation;
  const connector = connectorId ? await connectorStore.find({ tenantId, id: connectorId }) : null;
  return { operation, view: viewOperation({ operation, connector, now: Date.now() }) };
}

/** @returns null for another's, and for one that never was */
export async function readOperation(key: OperationKey): Promise<Operation | null> {
  const operation = await operationStore.find(key);
  if (operation?.state !== 'running' || isRunningHere(operation.id)) return operation;
  return (await leaseStore.failAbandoned(key, new Date())) ? operationStore.find(key) : operation;
}
