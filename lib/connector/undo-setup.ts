import 'server-only';
import type { ConsentStore } from '@/lib/consent/consent-store';
import type { AuthorizedWork } from './authorize-work';
import { beginWork } from './begin-work';
import { leaseWork } from './lease-work';
import type { SetupContext } from './setup-context';
import { undoConnector } from './undo-connector';

export type UndoState =
  | { readonly kind: 'undone'; readonly leftInRecycleBin: readonly string[] }
  | { readonly kind: 'consentAgain' }
  /** Other work on the connector goes on: nothing was changed. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly requestId: string | null };

/** The work that `Undo` asks for, with the flow's consent: everything goes, or the flow stays to be tried again. */
export async function undoSetup(
  context: SetupContext,
  flows: ConsentStore,
  { flow, connector }: AuthorizedWork,
): Promise<UndoState> {
  const ended = flow.purpose === 'undo' ? 'done' : 'cancelled';
  if (!connector) {
    await flows.move(flow, ['consented', 'failed'], ended);
    return { kind: 'undone', leftInRecycleBin: [] };
  }
  const begun = await beginWork(flows, { ...flow, from: ['consented', 'failed'] }, context.patience);
  if (begun !== 'started') return { kind: 'busy' };
  const outcome = await leaseWork(flows, flow, async () => {
    // Read anew: set-up may have made more while this waited for its turn.
    const renewed = await context.connectors.find(connector);
    return undoConnector(context, renewed ?? connector);
  });
  await flows.move(flow, ['running'], outcome.ok ? ended : 'failed');
  const { personId, personUpn, tenantId } = context.operator.session;
  await context.audit.record({
    tenantId,
    personId,
    personUpn,
    action: 'connector-undo',
    outcome: outcome.ok ? 'done' : 'failed',
    target: connector.id,
    requestId: context.requestId,
    detail: {
      appId: connector.appId,
      cause: outcome.ok ? null : outcome.error.cause,
      // No page can tell these again.
      leftInRecycleBin: outcome.ok ? outcome.value.leftInRecycleBin.join(' ') : null,
    },
  });
  if (!outcome.ok) return { kind: 'failed', requestId: outcome.error.requestId };
  return { kind: 'undone', leftInRecycleBin: outcome.value.leftInRecycleBin };
}
