import 'server-only';
import { writeRequiredAccess } from '@/lib/graph/applications';
import { findServicePrincipal } from '@/lib/graph/service-principals';
import { fail, type Result, succeed } from '@/lib/result';
import { isSamePermission, neededPermissions, type SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import type { SiemPermission } from '@/lib/siem/siem-permission';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { findOwnApplication, isNewApplication } from './find-own-application';
import { journalStep } from './journal-step';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import { findForeign } from './remove-foreign';
import { requiredAccess } from './required-access';
import { grantMissing, removeExcess } from './reconcile-grants';
import type { DirectoryContext } from './directory-context';
import { fromGraph, plainProblem } from './step-problem';
import type { Foreign } from '@/lib/ownership/foreign';
import { namesOf, type TenantPermission } from '@/lib/ownership/tenant-permission';
import { readTenantPermissions } from './tenant-permissions';

/** What a change did in the directory; both are empty when everything was as it should be. */
export type PermissionChange = {
  readonly granted: readonly SiemPermission[];
  readonly removed: readonly SiemPermission[];
};

/**
 * Makes the connector hold exactly what its new use needs: grants first, and removes only when the directory shows every
 * grant. What the connector is for is written down before anything changes, so that the same call repeats what broke
 * off: it works out the difference from the directory anew.
 */
export async function changePermissions(
  context: DirectoryContext,
  connector: Connector,
  use: SiemUse,
): Promise<Result<PermissionChange, StepProblem>> {
  if (!context.findApi({ ...connector, ...use })) return fail(plainProblem('apiMissing'));
  const outcome = await journalStep(context, connector, {
    name: 'permissions',
    async run(within) {
      // Proof by another API proves nothing of this one.
      const proof = use.api === connector.api ? {} : { provenAt: null };
      await within.connectors.update(connector, { ...use, ...proof });
      return change(within, connector, use);
    },
  });
  return outcome.ok ? outcome : fail(outcome.error.problem);
}

async function change(
  context: DirectoryContext,
  connector: Connector,
  use: SiemUse,
): Promise<Result<PermissionChange, StepProblem>> {
  const application = await findOwnApplication(context, connector);
  if (!application.ok) return application;
  // Nothing more is given to an application that others get into.
  const seen = await findForeign(context, connector, 'managed');
  if (!seen.ok) return seen;
  // What the connector itself was given by hand lets nobody in, and stays.
  const isWayIn = ({ kind }: Foreign) => kind !== 'granted' && kind !== 'requested';
  if (seen.value.foreign.some(isWayIn)) return fail(plainProblem('foreign'));
  const principal = await findServicePrincipal(context.graph, application.value.appId);
  if (!principal.ok) return fail(fromGraph(principal.error));
  const wanted = neededPermissions(use);
  const all = await readTenantPermissions(context.graph, wanted);
  if (!all.ok) return all;
  const needed = all.value.filter((one) => wanted.some((other) => isSamePermission(one, other)));
  const declared = await declare(context, connector, { applicationId: application.value.id, use, needed });
  if (!declared.ok) return declared;
  const granted = await grantMissing(context, principal.value, needed);
  if (!granted.ok) return granted;
  const unneeded = all.value.filter((one) => !needed.includes(one));
  const removed = await removeExcess(context, principal.value, unneeded);
  if (!removed.ok) return removed;
  return succeed({ granted: namesOf(granted.value), removed: namesOf(removed.value) });
}

type Declaration = {
  readonly applicationId: string;
  readonly use: SiemUse;
  readonly needed: readonly TenantPermission[];
};

/** What the registration asks for is what admin consent in Entra would grant: it is kept as small as the grants. */
async function declare(
  { graph, clock }: DirectoryContext,
  connector: Connector,
  { applicationId, use, needed }: Declaration,
): Promise<Result<void, StepProblem>> {
  const access = requiredAccess(use, needed);
  return retryUntilConsistent(clock, async () => {
    const written = await writeRequiredAccess(graph, applicationId, access);
    if (written.ok) return succeed(undefined);
    const problem = fromGraph(written.error);
    const { kind } = written.error;
    const mayPass = kind === 'conflict' || (kind === 'notFound' && isNewApplication(connector, clock.now()));
    return mayPass ? notReplicatedYet(problem) : fail(problem);
  });
}
