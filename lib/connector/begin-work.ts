import 'server-only';
import { type ConsentStore, LEASE_MS, type WorkKey } from '@/lib/consent/consent-store';
import type { FlowState } from '@/lib/consent/consent';
import type { RetryContext } from '@/lib/http/retry';

const LOOK_EVERY_MS = 500;

/** Long enough for the lease of a process that died. */
const WAIT_MS = LEASE_MS + 5_000;

/**
 * Makes a flow's work this process's own. Two works on one connector at once could each miss what the other has just
 * made, so the later waits a while for the earlier.
 *
 * @returns busy: the earlier goes on; taken: another caller has begun this flow's work
 */
export async function beginWork(
  flows: ConsentStore,
  flow: WorkKey & { readonly from: readonly FlowState[] },
  { now, sleep }: RetryContext,
): Promise<'started' | 'busy' | 'taken'> {
  const deadline = now() + WAIT_MS;
  for (;;) {
    const begun = await flows.startWork(flow, flow.from, new Date());
    if (begun !== 'busy' || now() >= deadline) return begun;
    await sleep(LOOK_EVERY_MS);
  }
}
