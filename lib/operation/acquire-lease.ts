import 'server-only';
import { waitUntil } from '@/lib/signal/changes';
import { LEASE_MS, type LeaseStore } from './lease-store';
import type { Operation } from './operation';

/** Long enough for the lease of a process that died; milliseconds. */
const WAIT_FOR_LEASE_MS = LEASE_MS + 5_000;

/**
 * Makes an operation's work this process's own. Two operations on one connector at once could each miss what the other has
 * just made, so the later waits a while for the earlier.
 *
 * @returns busy: the earlier goes on; taken: another caller has begun this operation's work
 */
export async function acquireLease(
  leases: Pick<LeaseStore, 'acquire'>,
  operation: Operation,
  limitMs = WAIT_FOR_LEASE_MS,
): Promise<'acquired' | 'busy' | 'taken'> {
  const acquired = await waitUntil({ subject: operation.connectorId ?? operation.id, limitMs }, async () => {
    const answer = await leases.acquire(operation, new Date());
    return answer === 'busy' ? null : answer;
  });
  return acquired ?? 'busy';
}
