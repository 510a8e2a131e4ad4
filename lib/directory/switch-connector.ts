import 'server-only';
import { writeApplicationState } from '@/lib/graph/applications';
import { findServicePrincipal, writeAccountEnabled } from '@/lib/graph/service-principals';
import type { ServiceError } from '@/lib/http/service-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import type { DirectoryContext } from './directory-context';
import { findOwnApplication } from './find-own-application';
import { notReplicatedYet, retryUntilConsistent } from './replication';
import { fromGraph } from './step-problem';

/**
 * Switches a connector off, so that nobody gets new tokens for it; its secrets and grants stay. The application is
 * deactivated; where Graph does not know that, its service principal's sign-in is switched off.
 *
 * @see https://learn.microsoft.com/entra/identity/enterprise-apps/deactivate-app-registration
 */
export async function disableConnector(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<void, StepProblem>> {
  const application = await findOwnApplication(context, connector);
  if (!application.ok) return application;
  const off = await write(context, () => writeApplicationState(context.graph, application.value.id, 'deactivated'));
  const done = !off.ok && off.error.status === 400 ? await switchSignIn(context, application.value.appId, false) : off;
  if (!done.ok) return done;
  await context.connectors.update(connector, { disabledAt: new Date(context.clock.now()) });
  return succeed(undefined);
}

/** Switches on both what `disableConnector` and what somebody in Entra may have switched off. */
export async function enableConnector(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<void, StepProblem>> {
  const application = await findOwnApplication(context, connector);
  if (!application.ok) return application;
  const { id, appId } = application.value;
  const active = await write(context, () => writeApplicationState(context.graph, id, 'active'));
  // A Graph that does not know the switch has not switched it off.
  if (!active.ok && active.error.status !== 400) return active;
  const signIn = await switchSignIn(context, appId, true);
  if (!signIn.ok) return signIn;
  await context.connectors.update(connector, { disabledAt: null });
  return succeed(undefined);
}

async function switchSignIn(
  context: DirectoryContext,
  appId: string,
  enabled: boolean,
): Promise<Result<void, StepProblem>> {
  const principal = await findServicePrincipal(context.graph, appId);
  if (!principal.ok) return fail(fromGraph(principal.error));
  return write(context, () => writeAccountEnabled(context.graph, principal.value, enabled));
}

/** Another write at the same time is waited for. */
function write(
  { clock }: DirectoryContext,
  attempt: () => Promise<Result<void, ServiceError>>,
): Promise<Result<void, StepProblem>> {
  return retryUntilConsistent(clock, async () => {
    const written = await attempt();
    if (written.ok) return succeed(undefined);
    const problem = fromGraph(written.error);
    return written.error.kind === 'conflict' ? notReplicatedYet(problem) : fail(problem);
  });
}
