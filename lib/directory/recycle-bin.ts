import 'server-only';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { findApplication } from '@/lib/graph/applications';
import { type DeletedObject, listDeleted } from '@/lib/graph/deleted-items';
import { findServicePrincipal } from '@/lib/graph/service-principals';
import type { ServiceError } from '@/lib/http/service-error';
import { type Result, succeed } from '@/lib/result';
import type { DirectoryContext } from './directory-context';
import { isNewApplication } from './find-own-application';
import { plainProblem } from './step-problem';

/** How long the recycle bin keeps what was deleted. @see https://learn.microsoft.com/graph/api/resources/directory */
export const BIN_MS = 30 * 86_400_000;

/** What the recycle bin holds of a connector. */
export type InRecycleBin = {
  readonly application: DeletedObject | null;
  readonly servicePrincipal: DeletedObject | null;
};

/** ISO 8601, UTC: when the recycle bin lets go of it. */
function vanishesAt({ deletedDateTime }: Pick<DeletedObject, 'deletedDateTime'>): string {
  return new Date(Date.parse(deletedDateTime) + BIN_MS).toISOString();
}

/** Looks for a connector's objects among the deleted: by the ids that are known, else by its unique name. */
export async function lookInRecycleBin(
  { graph }: Pick<DirectoryContext, 'graph'>,
  connector: Pick<Connector, 'applicationObjectId' | 'uniqueName' | 'appId' | 'servicePrincipalId'>,
): Promise<Result<InRecycleBin, ServiceError>> {
  const applications = await listDeleted(graph, 'application');
  if (!applications.ok) return applications;
  const { applicationObjectId, uniqueName, servicePrincipalId } = connector;
  const application =
    applications.value.find((one) =>
      applicationObjectId ? one.id === applicationObjectId : one.uniqueName === uniqueName,
    ) ?? null;
  const principals = await listDeleted(graph, 'servicePrincipal');
  if (!principals.ok) return principals;
  const appId = application?.appId ?? connector.appId;
  const servicePrincipal =
    principals.value.find((one) => one.id === servicePrincipalId || (appId !== null && one.appId === appId)) ?? null;
  return succeed({ application, servicePrincipal });
}

/**
 * Why something of a connector is not there, when it was not there twice: deleted, and in the recycle bin until a date;
 * or gone for good. One that is only too new for the replica that was asked is neither.
 *
 * @returns null when waiting may help, or nobody can tell
 */
export async function explainAbsence(context: DirectoryContext, connector: Connector): Promise<StepProblem | null> {
  const application = await findApplication(context.graph, connector.uniqueName);
  if (application.ok) {
    const principal = await findServicePrincipal(context.graph, application.value.appId);
    return principal.ok || principal.error.kind !== 'notFound'
      ? null
      : findDeleted(context, connector, 'servicePrincipal');
  }
  if (application.error.kind !== 'notFound') return null;
  const { requestId } = application.error;
  const deleted = await findDeleted(context, connector, 'application');
  if (deleted) return { ...deleted, requestId };
  const isOld = connector.applicationObjectId !== null && !isNewApplication(connector, context.clock.now());
  return isOld ? { ...plainProblem('purged'), status: 404, requestId } : null;
}

async function findDeleted(
  context: DirectoryContext,
  connector: Connector,
  what: keyof InRecycleBin,
): Promise<StepProblem | null> {
  const bin = await lookInRecycleBin(context, connector);
  const found = bin.ok ? bin.value[what] : null;
  return found && { ...plainProblem('deleted'), deleted: { what, until: vanishesAt(found) } };
}
