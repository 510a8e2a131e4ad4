import type { SetupView } from '@/lib/connector/setup-view';

/** How a set-up or a removal ended that is not followed any more; names its words. */
export type SetupEnd = 'cancelled' | 'cancelledResume' | 'cancelledUndo' | 'undone';

/** @param cancelled the person has just said so; the view was read before that */
export function findEnd(view: SetupView, cancelled: boolean): SetupEnd | null {
  const { purpose, state, connectorId, removed } = view;
  if (purpose === 'undo') {
    if (state === 'done') return 'undone';
    return cancelled || state === 'cancelled' ? 'cancelledUndo' : null;
  }
  if (!cancelled && state !== 'cancelled') return null;
  // Undo ends the flow that set-up began with as cancelled.
  if (removed) return 'undone';
  return connectorId === null ? 'cancelled' : 'cancelledResume';
}
