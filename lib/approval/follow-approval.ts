import 'server-only';
import type { StreamEvent } from '@/lib/signal/event-stream';
import { waitUntil } from '@/lib/signal/changes';
import type { ApprovalStatus } from './approval-queries';

/** A connection is not kept for longer: a browser has few, and comes back by itself. */
const CONNECTION_MS = 15_000;

export type Following = {
  readonly connectorId: string;
  /** The id of the event that was heard last; null for the first connection. */
  readonly lastEventId: string | null;
  /** Comes when the follower has gone. */
  readonly signal: AbortSignal;
};

/**
 * Tells how the approval of a connector stands, until it is given.
 */
export async function* followApproval(
  { connectorId, lastEventId, signal }: Following,
  read: () => Promise<ApprovalStatus>,
): AsyncGenerator<StreamEvent> {
  const endsAt = Date.now() + CONNECTION_MS;
  let seen = lastEventId;
  while (!signal.aborted) {
    const limitMs = Math.max(0, endsAt - Date.now());
    const found = await waitUntil({ subject: connectorId, limitMs, signal }, async () => {
      const status = await read();
      return eventId(status) === seen ? null : status;
    });
    if (found === null) return;
    seen = eventId(found);
    yield { event: 'approval', id: seen, data: found };
    if (found.state === 'approved') {
      yield { event: 'end', data: null };
      return;
    }
  }
}

/** Everything that can change in a status. */
function eventId({ state, expiresAt, decidedAt }: ApprovalStatus): string {
  return [state, expiresAt, decidedAt].join(' ');
}
