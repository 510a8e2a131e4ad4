import { rmSync } from 'node:fs';
import { fromGraph } from '../lib/directory/step-problem';
import { deleteApplication } from '../lib/graph/applications';
import { purgeDeletedItem } from '../lib/graph/deleted-items';
import type { ServiceError } from '../lib/http/service-error';
import { fail, type Result, succeed } from '../lib/result';
import { stopped } from './apply-registration';
import type { ConnectPlan } from './connect';
import type { ConnectContext, ConnectProblem } from './connect-context';
import { changeSettings } from './environment-file';
import { listDeleted } from './recycle-bin-calls';
import { registrationOf } from './registration';
import { findPrincipal, findRegistration } from './registration-calls';
import { untilKnown } from './until-known';

export type UndoPlan = Pick<ConnectPlan, 'portalUrl' | 'environmentFile' | 'certificateFile'>;

const settings = [
  ...['PORTAL_URL', 'ENTRA_TENANT_ID', 'ENTRA_CLIENT_ID', 'ENTRA_CLIENT_SECRET', 'ENTRA_CLIENT_CERTIFICATE'],
  ...['SESSION_SECRET', 'CLOUD'],
];

/**
 * Removes the registration for good, with its service principal, its consents and its credentials, and then the settings
 * and the certificate of this machine. Connectors that the portal made are applications of their own and stay.
 */
export async function undo(context: ConnectContext, plan: UndoPlan): Promise<Result<void, ConnectProblem>> {
  const { uniqueName } = registrationOf(plan.portalUrl);
  const deleted = await deleteRegistration(context, uniqueName);
  if (!deleted.ok) return deleted;
  const objectIds = deleted.value ? succeed(deleted.value) : await findInRecycleBin(context, uniqueName);
  if (!objectIds.ok) return objectIds;
  for (const objectId of objectIds.value) {
    const purged = await untilKnown(context.clock, async () =>
      asKnown(await purgeDeletedItem(context.graph, objectId)),
    );
    if (!purged.ok) return stopped('undo', purged.error);
  }
  const isThere = objectIds.value.length > 0;
  context.say(
    isThere ? 'Removed the registration for good.' : 'There is no registration of this portal in the tenant.',
  );
  rmSync(plan.certificateFile, { force: true });
  changeSettings(plan.environmentFile, Object.fromEntries(settings.map((name) => [name, null])));
  context.say(`Removed its settings from ${plan.environmentFile}, and its certificate.`);
  return succeed(undefined);
}

/** What has to leave the recycle bin, the application last: it is how a run that comes after a killed one finds the rest. */
type Purge = readonly string[];

async function deleteRegistration(
  { graph }: ConnectContext,
  uniqueName: string,
): Promise<Result<Purge | null, ConnectProblem>> {
  const found = await findRegistration(graph, uniqueName);
  if (!found.ok) return stopped('read', fromGraph(found.error));
  if (!found.value) return succeed(null);
  const principal = await findPrincipal(graph, found.value.appId);
  if (!principal.ok) return stopped('read', fromGraph(principal.error));
  const deleted = await deleteApplication(graph, found.value.id);
  if (!deleted.ok) return stopped('undo', fromGraph(deleted.error));
  return succeed([...(principal.value ? [principal.value] : []), found.value.id]);
}

async function findInRecycleBin({ graph }: ConnectContext, uniqueName: string): Promise<Result<Purge, ConnectProblem>> {
  const applications = await listDeleted(graph, 'application');
  if (!applications.ok) return stopped('read', fromGraph(applications.error));
  const ours = applications.value.filter((one) => one.uniqueName === uniqueName);
  if (ours.length === 0) return succeed([]);
  const principals = await listDeleted(graph, 'servicePrincipal');
  if (!principals.ok) return stopped('read', fromGraph(principals.error));
  const theirs = principals.value.filter(({ appId }) => ours.some((one) => one.appId === appId));
  return succeed([...theirs, ...ours].map(({ id }) => id));
}

/** What was deleted a moment ago may not have arrived in the recycle bin. */
function asKnown(purged: Result<void, ServiceError>): Result<true | null, ServiceError> {
  if (purged.ok) return succeed(true);
  return purged.error.kind === 'notFound' ? succeed(null) : fail(purged.error);
}
