import 'server-only';
import { deleteApplication, findApplication } from '@/lib/graph/applications';
import { restoreDeletedItem } from '@/lib/graph/deleted-items';
import { isApplicationNotReplicated } from '@/lib/graph/graph-error';
import { ensureServicePrincipal, findServicePrincipal } from '@/lib/graph/service-principals';
import type { ServiceErrorKind } from '@/lib/http/service-error';
import { fail, type Result, succeed } from '@/lib/result';
import { namesOf } from '@/lib/ownership/tenant-permission';
import { neededPermissions } from '@/lib/siem/catalogue/needed-permissions';
import type { SiemPermission } from '@/lib/siem/siem-permission';
import { type Connector, CONNECTOR_TAG, type StepProblem } from '@/lib/connector/connector';
import type { DirectoryContext } from './directory-context';
import { findOwnApplication, isNewApplication } from './find-own-application';
import { grantMissing } from './reconcile-grants';
import { lookInRecycleBin } from './recycle-bin';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import { fromGraph, plainProblem } from './step-problem';
import { ownershipNotes } from './sign-connector';
import { readTenantPermissions } from './tenant-permissions';

/**
 * Moves a connector's application to the recycle bin, and its service principal with it. The connector stays, so that
 * it can be restored.
 *
 * @see https://learn.microsoft.com/graph/api/application-delete
 */
export async function recycleConnector(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<void, StepProblem>> {
  const application = await findOwnApplication(context, connector);
  if (!application.ok) return isInRecycleBin(application.error) ? markRemoved(context, connector) : application;
  const deleted = await retryUntilConsistent(context.clock, async () => {
    const answer = await deleteApplication(context.graph, application.value.id);
    if (answer.ok) return succeed(undefined);
    const problem = fromGraph(answer.error);
    // An attempt whose answer was lost has deleted it.
    if (answer.error.kind === 'notFound' && !isNewApplication(connector, context.clock.now()))
      return succeed(undefined);
    return answer.error.kind === 'conflict' ? notReplicatedYet(problem) : fail(problem);
  });
  return deleted.ok ? markRemoved(context, connector) : deleted;
}

/** Somebody else has done what was asked for. */
function isInRecycleBin({ deleted }: StepProblem): boolean {
  return deleted?.what === 'application';
}

async function markRemoved(
  { connectors, clock }: DirectoryContext,
  connector: Connector,
): Promise<Result<void, never>> {
  await connectors.update(connector, { state: 'removed', removedAt: new Date(clock.now()) });
  return succeed(undefined);
}

/**
 * Brings a deleted application back with its service principal, which Graph does not restore by itself, and grants what
 * is missing then. Safe to repeat: what is there already is left alone.
 *
 * @returns what had to be granted anew
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-restore
 */
export async function restoreConnector(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<readonly SiemPermission[], StepProblem>> {
  const application = await restoreApplication(context, connector);
  if (!application.ok) return application;
  const principal = await restorePrincipal(context, connector, application.value.appId);
  if (!principal.ok) return principal;
  // From here on it is a connector again, whatever may be missing.
  const patch = { state: 'ready', removedAt: null, servicePrincipalId: principal.value } as const;
  await context.connectors.update(connector, patch);
  const needed = neededPermissions(connector);
  const known = await readTenantPermissions(context.graph, needed);
  if (!known.ok) return known;
  const wanted = known.value.filter((one) => namesOf([one]).some((name) => isNeeded(name, needed)));
  const granted = await grantMissing(context, principal.value, wanted);
  return granted.ok ? succeed(namesOf(granted.value)) : granted;
}

/**
 * Brings back from the recycle bin what set-up had made, so that it can go on; what is not there is left to set-up.
 *
 * @returns the connector with what the recycle bin told of it
 */
export async function restoreDeleted(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<Connector, StepProblem>> {
  const bin = await lookInRecycleBin(context, connector);
  if (!bin.ok) return fail(fromGraph(bin.error));
  const { application, servicePrincipal } = bin.value;
  const ids = {
    ...(application && { applicationObjectId: application.id, appId: application.appId }),
    ...(servicePrincipal && { servicePrincipalId: servicePrincipal.id }),
  };
  await context.connectors.update(connector, ids);
  for (const deleted of [application, servicePrincipal]) {
    const restored = deleted && (await restoreDeletedItem(context.graph, deleted.id));
    // Somebody else was quicker.
    if (restored && !restored.ok && restored.error.kind !== 'notFound') return fail(fromGraph(restored.error));
  }
  const back = { ...connector, ...ids };
  if (!application) return succeed(back);
  const seen = await retryUntilConsistent(context.clock, async () => {
    const found = await findApplication(context.graph, connector.uniqueName);
    if (found.ok) return found;
    const problem = fromGraph(found.error);
    return found.error.kind === 'notFound' ? notReplicatedYet(problem) : fail(problem);
  });
  return seen.ok ? succeed(back) : seen;
}

function isNeeded({ resource, appRole }: SiemPermission, needed: readonly SiemPermission[]): boolean {
  return needed.some((one) => one.resource === resource && one.appRole === appRole);
}

/** Restored by somebody else meanwhile, it is there; gone from the recycle bin as well, it is gone for good. */
async function restoreApplication(
  context: DirectoryContext,
  { applicationObjectId, uniqueName }: Connector,
): Promise<Result<{ readonly appId: string }, StepProblem>> {
  if (!applicationObjectId) return fail(plainProblem('purged'));
  return retryUntilConsistent(context.clock, async () => {
    const restored = await restoreDeletedItem(context.graph, applicationObjectId);
    if (!restored.ok && restored.error.kind !== 'notFound') return fail(fromGraph(restored.error));
    const found = await findApplication(context.graph, uniqueName);
    if (found.ok) return succeed(found.value);
    const problem = fromGraph(found.error);
    if (found.error.kind !== 'notFound') return fail(problem);
    return restored.ok ? notReplicatedYet(problem) : fail({ ...problem, cause: 'purged' });
  });
}

/** There already, purged on its own, or never written down: looked for, and made where there is none. */
async function restorePrincipal(
  context: DirectoryContext,
  connector: Connector,
  appId: string,
): Promise<Result<string, StepProblem>> {
  const { graph, clock } = context;
  const { servicePrincipalId } = connector;
  const marks = { tag: CONNECTOR_TAG, notes: ownershipNotes(context, { ...connector, appId }) ?? '' };
  const restored = servicePrincipalId ? await restoreDeletedItem(graph, servicePrincipalId) : null;
  const isBack = restored?.ok ?? false;
  if (restored && !restored.ok && !leavesItOpen.includes(restored.error.kind)) return fail(fromGraph(restored.error));
  return retryUntilConsistent(clock, async () => {
    const found = await findServicePrincipal(graph, appId);
    const isMissing = !found.ok && found.error.kind === 'notFound';
    const made = isMissing && !isBack ? await ensureServicePrincipal(graph, appId, marks) : found;
    if (made.ok) return made;
    const problem = fromGraph(made.error);
    const isNews = isApplicationNotReplicated(made.error) || made.error.kind === 'notFound';
    return isNews ? notReplicatedYet(problem) : fail(problem);
  });
}

const leavesItOpen: readonly ServiceErrorKind[] = ['notFound', 'conflict', 'badRequest'];
