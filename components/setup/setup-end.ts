import type { OperationView } from '@/lib/operation/operation-view';

/** How a set-up or a removal ended that is not followed any more; names its words. */
export type SetupEnd = 'cancelled' | 'cancelledResume' | 'cancelledUndo' | 'undone';

type EndedView = Pick<OperationView, 'kind' | 'state' | 'connectorId' | 'removed'>;

/** Null while something goes on, has failed and may go on, or has a connector to show. */
export function findEnd({ kind, state, connectorId, removed }: EndedView): SetupEnd | null {
  if (kind === 'undo') {
    if (state === 'done') return 'undone';
    return state === 'cancelled' ? 'cancelledUndo' : null;
  }
  if (state !== 'cancelled') return null;
  // Undo ends the operation that set-up began as cancelled.
  if (removed) return 'undone';
  return connectorId === null ? 'cancelled' : 'cancelledResume';
}
