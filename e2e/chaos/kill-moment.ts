import type { Servers } from '../support/servers';
import type { TenantControl } from '../support/tenant-control';
import type { Random } from '@siem-connect/testing/seeded-random';

/** When the portal is killed. Milliseconds count from there. */
export type KillMoment =
  | { readonly from: 'click' | 'work'; readonly afterMs: number }
  /** While it waits for the answer to one of its calls, which the tenant has carried out or not. */
  | { readonly from: 'call'; readonly skip: number; readonly hang: 'before' | 'after'; readonly afterMs: number };

export function pickMoment(random: Random): KillMoment {
  const from = random.pick(['click', 'work', 'call', 'call']);
  if (from === 'click') return { from, afterMs: random.between(0, 1_500) };
  if (from === 'work') return { from, afterMs: random.between(0, 400) };
  return { from, skip: random.between(0, 9), hang: random.pick(['before', 'after']), afterMs: random.between(0, 150) };
}

/** What the portal calls. A page of Entra's that hangs would keep the person waiting and not the portal. */
const PROGRAMS = '^(?!.*/(authorize|adminconsent|sign-in|consent)(/|$))';

/** A kill that is on its way. */
export type PlannedKill = {
  /** To be told when work in the tenant is about to begin. */
  readonly onWork: () => Promise<void>;
  /** Ends when the portal is dead: at the moment, or now when the flow was over before it. */
  readonly done: (flow: Promise<unknown>) => Promise<void>;
};

export function planKill(servers: Servers, tenant: TenantControl, moment: KillMoment): PlannedKill {
  let killing: Promise<void> | undefined;
  const kill = () => (killing ??= servers.portal.stop('SIGKILL'));
  const timers: NodeJS.Timeout[] = [];
  const killAfter = (milliseconds: number) => timers.push(setTimeout(() => void kill(), milliseconds));
  let over = false;

  async function awaitCall(afterMs: number): Promise<void> {
    while (!over && (await tenant.pendingFaults()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    if (!over) killAfter(afterMs);
  }

  if (moment.from === 'click') killAfter(moment.afterMs);
  return {
    async onWork() {
      if (moment.from === 'work') killAfter(moment.afterMs);
      if (moment.from !== 'call') return;
      await tenant.faults({ path: PROGRAMS, skip: moment.skip, hang: moment.hang });
      void awaitCall(moment.afterMs);
    },
    async done(flow) {
      await flow.catch(() => undefined);
      over = true;
      timers.forEach(clearTimeout);
      await kill();
      await tenant.faults();
    },
  };
}
