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
    const unknown = found.error.kind === 'notFound' && isNewApplication(connector, clock.now());
    return unknown ? notReplicatedYet(problem) : fail(problem);
  });
}

/** By its object id: a name can be taken by somebody else once its application is gone. */
export function isOwn({ applicationObjectId }: Connector, { id }: Pick<Application, 'id'>): boolean {
  return applicationObjectId === null || applicationObjectId === id;
}

/** Some replica may not know it yet; one that is older and unknown was deleted. */
export function isNewApplication({ steps, createdAt }: Connector, now: number): boolean {
  const madeAt = steps.find(({ name }) => name === 'application')?.startedAt ?? createdAt;
  return mayBeUnknown(madeAt, now);
}
