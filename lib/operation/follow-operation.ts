import 'server-only';
import { log } from '@/lib/log';
import type { OneTimeResult } from '@/lib/operations/outcome';
import { sessionSubject } from '@/lib/session/session';
import { shareLooks, waitUntil, whenAnnounced } from '@/lib/signal/changes';
import type { AuthorizedOperation } from './authorize-operation';
import { hasResult, isKnownHere, KEEP_RESULT_MS, takeResult } from './live-operations';
import { belongsToSession, isExpired, type Operation } from './operation';
import type { OperationKey } from './operation-row';
import { operationStore } from './operation-store';
import type { OperationView } from './operation-view';
import { type ReadOperation, readOperation, readView } from './read-view';
import { type Startable, startOperation } from './start-operation';

/** What whoever follows an operation is told. */
export type OperationEvent =
  | { readonly type: 'operation'; readonly id: string; readonly view: OperationView }
  /** The only message that holds a secret. It is sent once, to one follower. */
  | { readonly type: 'result'; readonly result: OneTimeResult }
  /** Nothing will change any more. */
  | { readonly type: 'end' };

export type Following = {
  /** The id of the event that was heard last; null for the first connection. */
  readonly lastEventId: string | null;
  readonly requestId: string;
  /** Comes when the follower has gone. */
  readonly signal: AbortSignal;
  /** Whose stream it is: once it has ended, nothing more is told. */
  readonly session: FollowingSession;
};

export type FollowingSession = {
  readonly id: string;
  /** Asked before each message. */
  readonly isLive: () => Promise<boolean>;
};

/** While nothing is under way here, a connection is not kept: a browser has few, and comes back by itself. */
const QUIET_MS = 15_000;

/**
 * Tells how an operation goes until it ends. Whoever follows begins the work that consent allowed, so that there is a page
 * to tell its result to; the work does not stop with the page. Another session of the same person is told how it goes, and
 * no more.
 */
export async function* followOperation(
  authorized: AuthorizedOperation,
  { lastEventId, requestId, signal, session }: Following,
): AsyncGenerator<OperationEvent> {
  const key: OperationKey = authorized.operation;
  const quietAt = Date.now() + QUIET_MS;
  let seen = lastEventId;
  while (!signal.aborted) {
    const read = await viewsRead(keyOf(key), () => readView(key));
    if (!read || !(await session.isLive())) return;
    const { operation, view } = read;
    const isOwn = belongsToSession(operation, session);
    if (operation.state === 'consented' && isOwn) begin({ operator: authorized.operator, operation }, requestId);
    if (eventId(operation) !== seen) {
      seen = eventId(operation);
      yield { type: 'operation', id: seen, view };
    }
    if (hasEnded(operation)) {
      if (isOwn) yield* tellEnd(operation, session);
      else yield { type: 'end' };
      return;
    }
    if (view.state !== 'running' && Date.now() >= quietAt) return;
    await changeOf(key, { seen, signal, session });
  }
}

/** Pages that follow the same operation share what is read of it. */
const viewsRead = shareLooks<ReadOperation | null>();
const operationsRead = shareLooks<Operation | null>();

function keyOf({ id, tenantId, personId }: OperationKey): string {
  return `${tenantId} ${personId} ${id}`;
}

/** Everything that can change in an operation's view. */
function eventId(operation: Operation): string {
  const state = isExpired(operation, Date.now()) ? 'expired' : operation.state;
  return `${operation.version}.${state}.${operation.displayMode}`;
}

function hasEnded({ state }: Operation): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** Detached: the page is told meanwhile what the operation waits for. A second follower finds that it has begun. */
function begin(startable: Startable, requestId: string): void {
  const { id } = startable.operation;
  if (starting.has(id)) return;
  starting.add(id);
  startOperation(startable, requestId)
    .catch((error: unknown) => {
      const err = error instanceof Error ? error.name : 'unknown';
      log().error({ operation: id, err }, 'operation could not be started');
    })
    .finally(() => starting.delete(id));
}

const starting = new Set<string>();

type Seen = Pick<Following, 'signal' | 'session'> & { readonly seen: string };

/** Until there is something new, or the session has ended. */
async function changeOf(key: OperationKey, { seen, signal, session }: Seen): Promise<void> {
  const over = new AbortController();
  const stop = () => over.abort();
  signal.addEventListener('abort', stop, { once: true });
  const forget = whenAnnounced(sessionSubject(session.id), stop);
  try {
    await waitUntil({ subject: key.id, limitMs: QUIET_MS, signal: over.signal }, async () => {
      const operation = await operationsRead(keyOf(key), () => readOperation(key));
      return operation === null || eventId(operation) !== seen ? true : null;
    });
  } finally {
    forget();
    signal.removeEventListener('abort', stop);
  }
}

async function* tellEnd(operation: Operation, session: FollowingSession): AsyncGenerator<OperationEvent> {
  await hasResult(operation.id);
  // Asked last of all: what is taken is gone for everybody else.
  if (!(await session.isLive())) return;
  const result = await takeResult(operation.id);
  if (result) {
    yield { type: 'result', result };
    await operationStore.markRevealed(operation);
  }
  // Without an end, the follower comes back, and may meet the process that has the result.
  if (result || !mayBeElsewhere(operation)) yield { type: 'end' };
}

/** Whether another process may still hold the result: it ended a moment ago, and nobody was given it. */
function mayBeElsewhere({ id, outcome, endedAt, revealedAt }: Operation): boolean {
  if (isKnownHere(id) || revealedAt || !endedAt || !outcome) return false;
  const reveals = ['enabled', 'newSecret', 'tokens', 'verified'].includes(outcome.kind);
  return reveals && Date.now() - endedAt.getTime() < KEEP_RESULT_MS;
}
