import 'server-only';
import { type Application, findApplication } from '@/lib/graph/applications';
import { fail, type Result } from '@/lib/result';
import type { Connector, StepProblem } from '@/lib/connector/connector';
import { mayBeUnknown, notReplicatedYet, retryUntilConsistent } from './replication';
import type { DirectoryContext } from './directory-context';
import { fromGraph, plainProblem } from './step-problem';

/** The connector's application with its passwords; waited for while it is new, refused when it is gone. */
export async function findOwnApplication(
  { graph, clock }: DirectoryContext,
  connector: Connector,
): Promise<Result<Application, StepProblem>> {
  return retryUntilConsistent(clock, async () => {
    const found = await findApplication(graph, connector.uniqueName);
    if (found.ok) return isOwn(connector, found.value) ? found : fail(plainProblem('foreign'));
    const problem = fromGraph(found.error);
    if (found.error.kind !== 'notFound') return fail(problem);
    if (isNewApplication(connector, clock.now())) return notReplicatedYet(problem);
    return fail((await clock.explainAbsence?.()) ?? problem);
  });
}

/** By its object id: a name can be taken by somebody else once its application is gone. */
export function isOwn({ applicationObjectId }: Connector, { id }: Pick<Application, 'id'>): boolean {
  return applicationObjectId === null || applicationObjectId === id;
}

/** Some replica may not know it yet; one that is older and unknown was deleted. */
export function isNewApplication(connector: Connector, now: number): boolean {
  return mayBeUnknown(askedForAt(connector), now);
}

/**
 * When the application was asked for, or at the latest. Every new try begins its step anew; a secret that Graph answered
 * proves that it was there.
 */
function askedForAt({ steps, secrets, createdAt }: Connector): Date {
  const begun = steps.find(({ name }) => name === 'application')?.startedAt ?? createdAt;
  const answered = secrets.filter(({ keyId }) => keyId !== null).map((secret) => secret.createdAt.getTime());
  return new Date(Math.min(begun.getTime(), ...answered));
}
