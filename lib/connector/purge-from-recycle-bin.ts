import 'server-only';
import type { Leftover } from '@/lib/consent/consent';
import { purgeDeletedItem } from '@/lib/graph/deleted-items';
import type { GraphErrorKind } from '@/lib/graph/graph-error';
import { succeed } from '@/lib/result';
import { untilReplicated } from './replication';
import type { SetupContext } from './setup-context';

/** How long something that was deleted just now may take to arrive in the recycle bin. */
const ARRIVAL_MS = 60_000;
/** How often it is looked for when somebody else may have purged it. */
const LOOKS = 3;
const UNHEARD: readonly GraphErrorKind[] = ['unreachable', 'unavailable', 'malformed'];

/**
 * Removes an object for good.
 *
 * @param deletedNow it must be in the recycle bin, or on its way there
 * @returns why it may still be there; null when it is not
 */
export async function purgeFromRecycleBin(
  { graph, patience }: SetupContext,
  objectId: string,
  deletedNow: boolean,
): Promise<Leftover['why'] | null> {
  const until = patience.now() + ARRIVAL_MS;
  let attempts = 0;
  let unheard = false;
  const { result } = await untilReplicated<Leftover['why'] | null, null>(patience, async () => {
    const purged = await purgeDeletedItem(graph, objectId);
    attempts += 1;
    if (purged.ok) return { again: false, result: succeed(null) };
    const { kind, status } = purged.error;
    if (kind === 'notFound') {
      // After an attempt whose answer was lost, that it is not there is what was wanted.
      if (unheard || (!deletedNow && attempts >= LOOKS)) return { again: false, result: succeed(null) };
      return !deletedNow || patience.now() < until
        ? { again: true, failure: null }
        : { again: false, result: succeed('unanswered') };
    }
    unheard ||= UNHEARD.includes(kind);
    // A 503 has been waited for already.
    const mayPass = kind === 'conflict' || (UNHEARD.includes(kind) && status !== 503);
    const again = mayPass && attempts < LOOKS;
    if (again) return { again, failure: null };
    return { again, result: succeed(kind === 'forbidden' ? 'forbidden' : 'unanswered') };
  });
  return result.ok ? result.value : 'unanswered';
}
