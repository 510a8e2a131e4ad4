import type { FakeNetwork } from '@/lib/http/testing/fake-network';
import { faultListSchema } from '@/tenant/scenarios/fault';
import { createFaultList } from '@/tenant/scenarios/fault-list';
import type { TestTenant } from '@/tenant/testing/test-tenant';
import type { z } from 'zod';

export type FaultRequest = z.input<typeof faultListSchema>[number];

export type FaultyNetwork = FakeNetwork & {
  /** Lets these faults happen, and forgets what happened before. */
  readonly arm: (...faults: readonly FaultRequest[]) => void;
  readonly disarm: () => void;
  /** Whether the fault has happened at least once. */
  readonly hasStruck: () => boolean;
  /** Calls that nobody would have ended, had the service not answered. */
  readonly takeEndless: () => readonly string[];
};

const broken = ['reset', 'hang'] as const;

/**
 * The way to a tenant in this process. What a service says wrongly is the tenant's own scenario; what happens to a
 * connection happens here, where there is none. A call that gets no answer ends at once if it has a time-out.
 */
export function faultyNetwork({ tenant, apiApp }: TestTenant): FaultyNetwork {
  const deadlines = watchDeadlines();
  const breaks = createFaultList();
  const sent: string[] = [];
  const endless: string[] = [];
  let armed = 0;
  const turns = () => [...breaks.list(), ...tenant.faults.list()].reduce((sum, { times }) => sum + times, 0);
  return {
    sent,
    takeEndless: () => endless.splice(0),
    next: () => undefined,
    arm(...faults) {
      const parsed = faultListSchema.parse(faults);
      const isBreak = ({ reset, hang }: (typeof parsed)[number]) => reset !== undefined || hang !== undefined;
      breaks.replace(parsed.filter(isBreak));
      tenant.faults.replace(parsed.filter((fault) => !isBreak(fault)));
      armed = turns();
    },
    disarm() {
      breaks.clear();
      tenant.faults.clear();
    },
    hasStruck: () => turns() < armed,
    async fetch(input, init) {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      const line = `${request.method} ${pathname}`;
      sent.push(line);
      const body = await request.clone().text();
      const effect = breaks.take({ method: request.method, path: pathname, query: search, body }, broken);
      if (effect?.kind !== 'reset' && effect?.kind !== 'hang') return apiApp.fetch(request);
      if (effect.when === 'after') await apiApp.fetch(request);
      if (effect.kind === 'reset') throw new TypeError('fetch failed');
      if (!deadlines.has(init?.signal)) endless.push(line);
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    },
  };
}

/** Which signals end by themselves. */
function watchDeadlines(): { readonly has: (signal: AbortSignal | null | undefined) => boolean } {
  const known = new WeakSet<AbortSignal>();
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => {
    const signal = timeout(milliseconds);
    known.add(signal);
    return signal;
  };
  return { has: (signal) => signal instanceof AbortSignal && known.has(signal) };
}
