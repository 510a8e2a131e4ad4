import 'server-only';
import type { PendingPurge } from './pending-purge';
import { deleteApplication, findApplication, readRedirectUris } from '@/lib/graph/applications';
import { otherPortalOf } from '@/lib/ownership/other-portal';
import { findServicePrincipal } from '@/lib/graph/service-principals';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { isOwn } from './find-own-application';
import { purgeFromRecycleBin } from './purge-from-recycle-bin';
import { BIN_MS, lookInRecycleBin } from './recycle-bin';
import { mayBeUnknown, notReplicatedYet, retryUntilConsistent, SETTLING_MS } from './replication';
import type { DirectoryContext } from './directory-context';
import { fromGraph, isPutOff, isRefused } from './step-problem';

export type Undone = {
  readonly pendingPurges: readonly PendingPurge[];
  /** Nobody could look whether something is in the recycle bin. */
  readonly binUnread?: boolean;
};

/**
 * Takes everything back that set-up made: the application with its secrets and service principal, their entries in
 * the recycle bin, and the connector itself, in this order, so that nothing is forgotten while it still exists.
 */
export async function undoConnector(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<Undone, StepProblem>> {
  const own = await isOwnToPurge(context, connector);
  if (!own.ok) return own;
  const attempt = () => deleteByAnyName(context, connector);
  const result = await retryUntilConsistent(context.clock, attempt, SETTLING_MS);
  if (!result.ok) return result;
  const { applicationObjectId, servicePrincipalId, deletedNow, binUnread } = result.value;
  // Gone with the application: should this break off, the next try need not wonder whether it is only too new.
  for (const { id } of connector.secrets) await context.connectors.markSecretRemoved(connector.tenantId, id);
  const pendingPurges: PendingPurge[] = [];
  const deleted = { application: applicationObjectId, servicePrincipal: applicationObjectId && servicePrincipalId };
  const until = new Date(context.clock.now() + BIN_MS).toISOString();
  for (const what of ['application', 'servicePrincipal'] as const) {
    const objectId = deleted[what];
    const purge = () => (own.value && objectId ? purgeFromRecycleBin(context, objectId, deletedNow) : 'otherPortal');
    const why = objectId ? await purge() : null;
    if (objectId && why) pendingPurges.push({ what, objectId, why, until });
  }
  await context.connectors.remove(connector);
  return succeed({ pendingPurges, ...(binUnread && { binUnread }) });
}

/**
 * What was adopted may have been made by another portal, which can then restore it: purged it is only where nothing speaks
 * for that. What could not be read is no answer, and nothing is deleted yet.
 */
async function isOwnToPurge(
  { graph, redirectUris }: DirectoryContext,
  { steps, uniqueName }: Connector,
): Promise<Result<boolean, StepProblem>> {
  const isAdopted = steps.some(({ name, operationId }) => name === 'application' && operationId === null);
  if (!isAdopted) return succeed(true);
  const registered = await readRedirectUris(graph, uniqueName);
  if (registered.ok) return succeed(otherPortalOf(registered.value, redirectUris) === null);
  return registered.error.kind === 'notFound' ? succeed(true) : fail(fromGraph(registered.error));
}

type Traces = Pick<Connector, 'applicationObjectId' | 'servicePrincipalId'>;
type Deleted = Traces & {
  /** False: it was gone before. */
  readonly deletedNow: boolean;
  readonly binUnread: boolean;
};

/**
 * Deletes the application, found by its name or by the id that is written down. A replica that does not know it proves
 * nothing while another does, or while it may be too new.
 */
async function deleteByAnyName(context: DirectoryContext, connector: Connector): Promise<Result<Deleted, StepProblem>> {
  const found = await findTraces(context, connector);
  if (!found.ok) return found;
  const { traces, seen, failure, bin } = found.value;
  const binUnread = bin === 'unread';
  // Somebody else deleted it: all that is left to do is there.
  if (bin === 'application') return succeed({ ...traces, deletedNow: true, binUnread });
  const unsure = seen || isPerhapsTooNew(connector, context.clock.now());
  if (failure && unsure) return notReplicatedYet(failure);
  const { applicationObjectId } = traces;
  if (!applicationObjectId) return succeed({ ...traces, deletedNow: false, binUnread });
  const deleted = await deleteForGood(context, connector, applicationObjectId);
  if (deleted.ok) return succeed({ ...traces, deletedNow: true, binUnread: false });
  const { kind } = deleted.error;
  if (kind === 'notFound' && !unsure) return succeed({ ...traces, deletedNow: false, binUnread: false });
  const problem = fromGraph(deleted.error);
  return kind === 'notFound' || kind === 'conflict' ? notReplicatedYet(problem) : fail(problem);
}

/** From the request on, and until the directory has said that it did nothing, the connector can only be removed. */
async function deleteForGood(
  { graph, connectors }: DirectoryContext,
  connector: Connector,
  applicationObjectId: string,
) {
  await connectors.update(connector, { state: 'removing' });
  const deleted = await deleteApplication(graph, applicationObjectId);
  const problem = deleted.ok ? null : fromGraph(deleted.error);
  if (problem && (isRefused(problem) || isPutOff(problem)))
    await connectors.update(connector, { state: connector.state });
  return deleted;
}

/** Set-up asked for it a moment ago. */
function isPerhapsTooNew({ secrets }: Connector, now: number): boolean {
  return secrets.some(({ createdAt, removedAt }) => !removedAt && mayBeUnknown(createdAt, now));
}

type Found = {
  readonly traces: Traces;
  /** Whether the directory showed the application just now. */
  readonly seen: boolean;
  /** What is not known and may yet show. */
  readonly failure: StepProblem | null;
  /** What the recycle bin says, where the directory does not show the application. */
  readonly bin: 'application' | 'nothing' | 'unread' | null;
};

/**
 * What is to be removed, also what set-up made and never heard of. It is written down first: once deleted, it is not
 * found by its name any more.
 */
async function findTraces(context: DirectoryContext, connector: Connector): Promise<Result<Found, StepProblem>> {
  const application = await findApplication(context.graph, connector.uniqueName);
  if (!application.ok) {
    const problem = fromGraph(application.error);
    if (application.error.kind !== 'notFound') return fail(problem);
    return succeed(await findDeletedTraces(context, connector, problem));
  }
  // Somebody else's by now: this one is looked for by its id alone.
  if (!isOwn(connector, application.value))
    return succeed({ traces: connector, seen: false, failure: null, bin: null });
  const principal = await findServicePrincipal(context.graph, application.value.appId);
  if (!principal.ok && principal.error.kind !== 'notFound') return fail(fromGraph(principal.error));
  const servicePrincipalId = principal.ok ? principal.value : connector.servicePrincipalId;
  const traces = { applicationObjectId: application.value.id, servicePrincipalId };
  await context.connectors.update(connector, { ...traces, appId: application.value.appId });
  const perhaps = !servicePrincipalId && mayAppear(connector, context.clock.now());
  const failure = !principal.ok && perhaps ? fromGraph(principal.error) : null;
  return succeed({ traces, seen: true, failure, bin: null });
}

/** The directory does not show it: somebody may have deleted it, also before anybody here had heard of it. */
async function findDeletedTraces(
  context: DirectoryContext,
  connector: Connector,
  problem: StepProblem,
): Promise<Found> {
  const failure = connector.applicationObjectId ? null : problem;
  const read = await lookInRecycleBin(context, connector);
  const deleted = read.ok ? read.value.application : null;
  if (!deleted) return { traces: connector, seen: false, failure, bin: read.ok ? 'nothing' : 'unread' };
  const principal = read.ok ? read.value.servicePrincipal : null;
  const traces = {
    applicationObjectId: deleted.id,
    servicePrincipalId: principal?.id ?? connector.servicePrincipalId,
  };
  await context.connectors.update(connector, { ...traces, appId: deleted.appId, state: 'removing' });
  return { traces, seen: false, failure: null, bin: 'application' };
}

/** A service principal was asked for a moment ago, and nobody has heard a plain no. */
function mayAppear({ steps }: Connector, now: number): boolean {
  const asked = steps.find(({ name }) => name === 'servicePrincipal');
  if (!asked || (asked.detail?.kind === 'problem' && isRefused(asked.detail))) return false;
  return mayBeUnknown(asked.startedAt, now);
}
