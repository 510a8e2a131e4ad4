import 'server-only';
import type { PendingPurge } from './pending-purge';
import { purgeDeletedItem } from '@/lib/graph/deleted-items';
import type { ServiceErrorKind } from '@/lib/http/service-error';
import { fail, type Result, succeed } from '@/lib/result';
import type { StepProblem } from '@/lib/connector/connector';
import { retryUntilConsistent } from './replication';
import type { DirectoryContext } from './directory-context';
import { plainProblem } from './step-problem';

/** How long something that was deleted just now may take to arrive in the recycle bin. */
const ARRIVAL_MS = 60_000;
/** How often it is looked for when somebody else may have purged it. */
const LOOKS = 3;
const UNHEARD: readonly ServiceErrorKind[] = ['unreachable', 'unavailable', 'malformed', 'tooLarge', 'aborted'];

/**
 * Removes an object for good.
 *
 * @param deletedNow it must be in the recycle bin, or on its way there
 * @returns why it may still be there; null when it is not
 */
export async function purgeFromRecycleBin(
  { graph, clock }: DirectoryContext,
  objectId: string,
  deletedNow: boolean,
): Promise<PendingPurge['why'] | null> {
  const until = clock.now() + ARRIVAL_MS;
  let attempts = 0;
  let unheard = false;
  const again = fail(plainProblem('replication'));
  const attempt = async (): Promise<Result<PendingPurge['why'] | null, StepProblem>> => {
    const purged = await purgeDeletedItem(graph, objectId);
    attempts += 1;
    if (purged.ok) return succeed(null);
    const { kind, status } = purged.error;
    if (kind === 'notFound') {
      // After an attempt whose answer was lost, that it is not there is what was wanted.
      if (unheard || (!deletedNow && attempts >= LOOKS)) return succeed(null);
      return !deletedNow || clock.now() < until ? again : succeed('unanswered');
    }
    unheard ||= UNHEARD.includes(kind);
    // A 503 has been waited for already.
    const mayPass = kind === 'conflict' || (UNHEARD.includes(kind) && status !== 503);
    if (mayPass && attempts < LOOKS) return again;
    return succeed(kind === 'forbidden' ? 'forbidden' : 'unanswered');
  };
  const result = await retryUntilConsistent(clock, attempt);
  return result.ok ? result.value : 'unanswered';
}
