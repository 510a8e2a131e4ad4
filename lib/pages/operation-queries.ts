import 'server-only';
import { notFound } from 'next/navigation';
import type { EnableInput } from '@/lib/connector/connector-input';
import { requireViewer } from '@/lib/session/session-queries';
import { findOwnOperation } from '@/lib/operation/authorize-operation';
import type { OperationView } from '@/lib/operation/operation-view';
import { readView } from '@/lib/operation/read-view';

/** For the set-up page: the signed-in person's own set-up or undo. */
export async function getSetup(id: string): Promise<OperationView & { readonly requested: EnableInput }> {
  await requireViewer();
  const view = await findView(id);
  if (!view?.requested) notFound();
  return { ...view, requested: view.requested };
}

/** An operation that goes on on the connector's page, after `Continue in this tab` or a reload. */
export async function findConnectorOperation(connectorId: string, id: string): Promise<OperationView | null> {
  const view = await findView(id);
  return view?.connectorId === connectorId ? view : null;
}

async function findView(id: string): Promise<OperationView | null> {
  const own = await findOwnOperation(id);
  const read = own.ok ? await readView(own.value.operation) : null;
  return read?.view ?? null;
}
