import 'server-only';
import { findApplication } from '@/lib/graph/applications';
import { fail, type Result, succeed } from '@/lib/result';
import { type Connector, isOrphanedCredential, type StepProblem } from '@/lib/connector/connector';
import { isOwn } from './find-own-application';
import { removeSecret } from './issue-secret';
import type { DirectoryContext } from './directory-context';
import { fromGraph, plainProblem } from './step-problem';

/**
 * Removes what earlier work left behind because its process died: credentials of token exchanges, and secrets whose
 * creation was never answered, which nobody can know. Only for whoever holds the connector's work: then none of them
 * is in use.
 */
export async function removeOrphanedCredentials(
  context: DirectoryContext,
  connector: Connector,
): Promise<Result<void, StepProblem>> {
  const orphanedCredentials = connector.secrets.filter(isOrphanedCredential);
  if (orphanedCredentials.length === 0) return succeed(undefined);
  const application = await findApplication(context.graph, connector.uniqueName);
  if (!application.ok) return fail(fromGraph(application.error));
  if (!isOwn(connector, application.value)) return fail(plainProblem('foreign'));
  const inDirectory = application.value.passwordCredentials;
  for (const secret of orphanedCredentials) {
    const removed = await removeSecret(context, connector, { secret, inDirectory });
    if (!removed.ok) return removed;
  }
  return succeed(undefined);
}
