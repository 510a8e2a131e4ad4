import 'server-only';
import { deleteApplication, findApplication } from '@/lib/graph/applications';
import { purgeDeletedItem } from '@/lib/graph/deleted-items';
import type { GraphError } from '@/lib/graph/graph-error';
import { findServicePrincipal } from '@/lib/graph/service-principals';
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
  const traces = await findTraces(context, connector);
  if (!traces.ok) return traces;
  const { applicationObjectId, servicePrincipalId } = traces.value;
  const leftInRecycleBin: string[] = [];
  if (applicationObjectId) {
    const deleted = await deleteApplication(context.graph, applicationObjectId);
    if (!deleted.ok && deleted.error.kind !== 'notFound') return fail(fromGraph(deleted.error));
    for (const id of [applicationObjectId, servicePrincipalId]) {
      if (id && !(await purge(context, id))) leftInRecycleBin.push(id);
    }
  }
  await context.connectors.remove(connector);
  return succeed({ leftInRecycleBin });
}

type Traces = Pick<Connector, 'applicationObjectId' | 'servicePrincipalId'>;

/**
 * What is to be removed, also what set-up made and never heard of. It is written down first: once deleted, it is not
 * found by its name any more.
 */
async function findTraces(context: SetupContext, connector: Connector): Promise<Result<Traces, StepProblem>> {
  const application = await findApplication(context.graph, connector.uniqueName);
  if (!application.ok && application.error.kind === 'notFound') return succeed(connector);
  if (!application.ok) return fail(fromGraph(application.error));
  const principal = await findServicePrincipal(context.graph, application.value.appId);
  if (!principal.ok && principal.error.kind !== 'notFound') return fail(fromGraph(principal.error));
  const servicePrincipalId = principal.ok ? principal.value : connector.servicePrincipalId;
  const traces = { applicationObjectId: application.value.id, servicePrincipalId };
  await context.connectors.update(connector, traces);
  return succeed(traces);
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
