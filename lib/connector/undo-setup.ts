import 'server-only';
import type { Leftover } from '@/lib/consent/consent';
import type { ConsentStore, FlowKey } from '@/lib/consent/consent-store';
import type { AuthorizedWork } from './authorize-work';
import { beginWork } from './begin-work';
import type { Connector, StepProblem } from './connector';
import { withFlowWaits } from './flow-waits';
import { leaseWork } from './lease-work';
import type { SetupContext } from './setup-context';
import { undoConnector } from './undo-connector';

export type UndoState =
  | { readonly kind: 'undone'; readonly leftInRecycleBin: readonly Leftover[] }
  | { readonly kind: 'consentAgain' }
  /** Other work on the connector goes on: nothing was changed. */
  | { readonly kind: 'busy' }
  /** Another page does this work already. */
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'failed';
      readonly problem: StepProblem;
      /** What is left to remove by hand; null when nobody has heard of it. */
      readonly appId: string | null;
    };

/** The work that `Undo` asks for, with the flow's consent: everything goes, or the flow stays to be tried again. */
export async function undoSetup(
  context: SetupContext,
  flows: ConsentStore,
  { flow, connector }: AuthorizedWork,
): Promise<UndoState> {
  // The process that began it may have died.
  await flows.failAbandoned(flow, new Date());
  const ended = flow.purpose === 'undo' ? 'done' : 'cancelled';
  if (!connector) {
    const moved = await flows.move(flow, ['consented', 'failed'], ended);
    return moved ? { kind: 'undone', leftInRecycleBin: [] } : stateOfOther(flows, flow);
  }
  const begun = await beginWork(flows, { ...flow, from: ['consented', 'failed'] }, context.clock);
  if (begun !== 'started') return { kind: begun };
  const outcome = await leaseWork(flows, flow, async () => {
    // Read anew: set-up may have made more while this waited for its turn.
    const renewed = await context.connectors.find(connector);
    return undoConnector(withFlowWaits(context, flow), renewed ?? connector);
  });
  if (outcome.ok) await context.notes.saveLeftovers(flow, outcome.value.leftInRecycleBin);
  await flows.move(flow, ['running'], outcome.ok ? ended : 'failed');
  await context.audit.record({
    action: 'connector-undo',
    outcome: outcome.ok ? 'done' : 'failed',
    target: connector.id,
    detail: {
      appId: connector.appId,
      cause: outcome.ok ? null : outcome.error.cause,
      // No page can tell these again.
      leftInRecycleBin: outcome.ok ? outcome.value.leftInRecycleBin.map(({ objectId }) => objectId).join(' ') : null,
    },
  });
  if (!outcome.ok) return failedState(context, connector, outcome.error);
  return { kind: 'undone', leftInRecycleBin: outcome.value.leftInRecycleBin };
}

async function failedState(
  { connectors }: SetupContext,
  connector: Connector,
  problem: StepProblem,
): Promise<UndoState> {
  if (problem.cause === 'signInAgain') return { kind: 'consentAgain' };
  // What the work has found out is written down by now.
  const renewed = await connectors.find(connector);
  return { kind: 'failed', problem, appId: renewed?.appId ?? connector.appId };
}

/** Without a connector, either another page has removed it, or set-up is about to make one. */
async function stateOfOther(flows: ConsentStore, key: FlowKey): Promise<UndoState> {
  const flow = await flows.find(key);
  const ended = flow === null || flow.state === 'done' || flow.state === 'cancelled';
  return ended ? { kind: 'undone', leftInRecycleBin: flow?.leftovers ?? [] } : { kind: 'taken' };
}
