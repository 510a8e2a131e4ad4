import 'server-only';
import { type ConsentStore, type FlowKey, LEASE_MS } from '@/lib/consent/consent-store';

/**
 * Runs work that a flow allows, and says so every few seconds, so that another process can tell work from a wreck.
 * The flow has failed when the work throws.
 */
export async function leaseWork<Value>(flows: ConsentStore, key: FlowKey, work: () => Promise<Value>): Promise<Value> {
  const renewal = setInterval(() => {
    // A renewal that fails is followed by the next; if none succeeds, the lease runs out as it should.
    flows.renewLease(key, new Date(Date.now() + LEASE_MS)).catch(() => undefined);
  }, LEASE_MS / 4);
  try {
    return await work();
  } catch (error) {
    await flows.move(key, ['running'], 'failed');
    throw error;
  } finally {
    clearInterval(renewal);
  }
}
