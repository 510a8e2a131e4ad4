import 'server-only';
import { deleteApplication, findApplication } from '@/lib/graph/applications';
import { purgeDeletedItem } from '@/lib/graph/deleted-items';
import type { GraphError } from '@/lib/graph/graph-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, StepProblem } from './connector';
import { untilReplicated } from './replication';
import type { SetupContext } from './setup-context';
import { fromGraph } from './step-problem';

/** Objects that stayed in the recycle bin because this person may not purge it. */
export type Undone = { readonly leftInRecycleBin: readonly string[] };

/**
 * Takes everything back that set-up made: the application with its secrets and service principal, their entries in
 * the recycle bin, and the connector itself, in this order, so that nothing is forgotten while it still exists.
 */
export async function undoConnector(context: SetupContext, connector: Connector): Promise<Result<Undone, StepProblem>> {
  const found = await findApplication(context.graph, connector.uniqueName);
  if (!found.ok && found.error.kind !== 'notFound') return fail(fromGraph(found.error));
  const objectId = found.ok ? found.value.id : connector.applicationObjectId;
  const leftInRecycleBin: string[] = [];
  if (objectId) {
    const deleted = await deleteApplication(context.graph, objectId);
    if (!deleted.ok && deleted.error.kind !== 'notFound') return fail(fromGraph(deleted.error));
    for (const id of [objectId, connector.servicePrincipalId]) {
      if (id && !(await purge(context, id))) leftInRecycleBin.push(id);
    }
  }
  await context.connectors.remove(connector);
  return succeed({ leftInRecycleBin });
}

/** A deleted object takes a moment to arrive in the recycle bin. */
const PURGE_ATTEMPTS = 3;

async function purge(context: SetupContext, objectId: string): Promise<boolean> {
  let attempts = 0;
  const { result } = await untilReplicated<undefined, GraphError>(context.patience, async () => {
    const purged = await purgeDeletedItem(context.graph, objectId);
    attempts += 1;
    if (!purged.ok && purged.error.kind === 'notFound' && attempts < PURGE_ATTEMPTS) {
      return { again: true, failure: purged.error };
    }
    return { again: false, result: purged.ok ? succeed(undefined) : purged };
  });
  return result.ok || result.error.kind === 'notFound';
}
