import 'server-only';
import { LEASE_MS, type LeaseStore } from './lease-store';
import type { OperationKey } from './operation-row';

/** Runs work and says so every few seconds, so that another process can tell work from a wreck. */
export async function withLease<Value>(
  leases: Pick<LeaseStore, 'renew'>,
  key: OperationKey,
  work: () => Promise<Value>,
): Promise<Value> {
  const renewal = setInterval(() => {
    // A renewal that fails is followed by the next; if none succeeds, the lease runs out as it should.
    leases.renew(key, new Date(Date.now() + LEASE_MS)).catch(() => undefined);
  }, LEASE_MS / 4);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
  }
}
