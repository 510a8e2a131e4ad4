import type { TenantStore } from '../store/tenant-store';

export type TenantClock = {
  /** Milliseconds since 1970, moved by the clock offset of the scenario. */
  now(): number;
  /** The same without the offset: replication takes its time whatever the calendar says. */
  machine(): number;
};

export function createTenantClock(store: TenantStore, machineTime: () => number = Date.now): TenantClock {
  return {
    now: () => machineTime() + store.read().settings.clockOffsetMs,
    machine: machineTime,
  };
}
