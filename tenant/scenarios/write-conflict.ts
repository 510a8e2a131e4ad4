import type { TenantState } from '../store/tenant-state';
import { touchedObjects } from './record-versions';

/** Thrown through the handler that wrote, so that nothing of the request comes to pass. */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
}

export type WriteWatch = {
  /** Notes who was written, unless another request wrote it moments ago. Throws WriteConflict. */
  note(before: TenantState, after: TenantState): void;
  clear(): void;
};

export function createWriteWatch(machineTime: () => number): WriteWatch {
  let lastWrites = new Map<string, number>();
  return {
    note(before, after) {
      const { concurrencyWindowMs } = after.settings;
      if (concurrencyWindowMs === 0) return;
      const now = machineTime();
      lastWrites = new Map([...lastWrites].filter(([, writtenAt]) => writtenAt + concurrencyWindowMs > now));
      const touched = touchedObjects(before, after);
      for (const id of touched) if (lastWrites.has(id)) throw new WriteConflict(`${id} is being written.`);
      for (const id of touched) lastWrites.set(id, now);
    },
    clear: () => lastWrites.clear(),
  };
}
