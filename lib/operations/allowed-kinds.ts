import type { Connector } from '@/lib/connector/connector';
import type { OperationKind } from './operation-kind';

const needsWorking: readonly OperationKind[] = ['disable', 're-enable', 'remove', 'restore'];

/** Whether an operation of this kind has something to work on. */
export function isAllowed(state: Connector['state'], kind: OperationKind): boolean {
  switch (state) {
    case 'removing':
      return kind === 'undo';
    case 'removed':
      return kind === 'undo' || kind === 'restore';
    case 'incomplete':
      return !needsWorking.includes(kind);
    case 'ready':
      return true;
  }
}
