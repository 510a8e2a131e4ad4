import 'server-only';
import { aboutOperation } from '@/lib/audit/audit';
import { currentAudit } from '@/lib/audit/audit-request';
import type { DisplayMode } from '@/lib/operations/begin-input';
import type { OperationRefusal } from '@/lib/operations/refusal';
import { currentRequestId } from '@/lib/request/current-request';
import { fail, type Result, succeed } from '@/lib/result';
import { isLive } from '@/lib/session/live-session';
import { type AuthorizedOperation, authorizeOperation, findOwnOperation } from './authorize-operation';
import { followOperation, type OperationEvent } from './follow-operation';
import { isUndoable, type Operation } from './operation';
import { operationStore } from './operation-store';
import { type OperationView, possibleRequests } from './operation-view';
import { readView } from './read-view';

// What the routes and the server actions do with an operation that exists: each asks who is calling.

export async function getOperation(id: string): Promise<Result<OperationView, OperationRefusal>> {
  const own = await findOwnOperation(id);
  if (!own.ok) return own;
  const read = await readView(own.value.operation);
  return read ? succeed(read.view) : fail({ code: 'unknown' });
}

/**
 * Judged before the answer begins, so that a refusal has its status.
 *
 * @returns what follows the operation, until the signal that it is given
 */
export async function findFollower(
  id: string,
  lastEventId: string | null,
): Promise<Result<(gone: AbortSignal) => AsyncGenerator<OperationEvent>, OperationRefusal>> {
  const authorized = await authorizeOperation(id);
  if (!authorized.ok) return authorized;
  const requestId = await currentRequestId();
  const { id: sessionId } = authorized.value.session;
  const session = { id: sessionId, isLive: () => isLive(sessionId) };
  return succeed((signal) => followOperation(authorized.value, { lastEventId, requestId, signal, session }));
}

/** `Cancel`: the person gave up waiting. Nothing has been made in the tenant yet. */
export async function cancel(id: string): Promise<Result<void, OperationRefusal>> {
  const own = await findOwnOperation(id);
  if (!own.ok) return own;
  const { session, operation } = own.value;
  if (!(await operationStore.cancel(operation))) return standsElsewhere(operation);
  const audit = await currentAudit(session);
  await audit.record({ action: 'consent-cancel', outcome: 'done', ...aboutOperation(operation) });
  return succeed(undefined);
}

/** `Try again`: goes on from the step that failed, while what consent brought still works. */
export async function retry(id: string): Promise<Result<void, OperationRefusal>> {
  return goOn(id, false);
}

/** `Restore`: the same, once what somebody deleted meanwhile is back from the recycle bin. */
export async function restore(id: string): Promise<Result<void, OperationRefusal>> {
  return goOn(id, true);
}

async function goOn(id: string, restoring: boolean): Promise<Result<void, OperationRefusal>> {
  const authorized = await authorizeOperation(id);
  if (!authorized.ok) return authorized;
  const { operation } = authorized.value;
  if (operation.state !== 'failed') return standsElsewhere(operation);
  if (!mayGoOn(authorized.value)) return consentAgain(operation);
  const resumed = await operationStore.resume(operation, restoring);
  return resumed ? succeed(undefined) : standsElsewhere(operation);
}

/** `Undo`: removes from the tenant what set-up made, and the connector with it. */
export async function undo(id: string): Promise<Result<void, OperationRefusal>> {
  const authorized = await authorizeOperation(id);
  if (!authorized.ok) return authorized;
  const { operation } = authorized.value;
  if (!isUndoable(operation) || !['consented', 'failed'].includes(operation.state)) {
    return standsElsewhere(operation);
  }
  if (!mayGoOn(authorized.value)) return consentAgain(operation);
  return (await operationStore.turnBack(operation)) ? succeed(undefined) : standsElsewhere(operation);
}

/** Tells whether `Open again` opened. */
export async function saveDisplayMode(id: string, displayMode: DisplayMode): Promise<Result<void, OperationRefusal>> {
  const own = await findOwnOperation(id);
  if (!own.ok) return own;
  await operationStore.saveDisplayMode(own.value.operation, displayMode);
  return succeed(undefined);
}

function mayGoOn({ consent }: AuthorizedOperation): boolean {
  return consent?.definition.keepsToken ?? false;
}

function consentAgain(operation: Operation): Result<never, OperationRefusal> {
  const possible = possibleRequests(operation, Date.now()).filter(
    (request) => request !== 'retry' && request !== 'undo',
  );
  return fail({ code: 'consentAgain', possible });
}

/** Read anew: it may have moved since. */
async function standsElsewhere(operation: Operation): Promise<Result<never, OperationRefusal>> {
  const read = await readView(operation);
  if (!read) return fail({ code: 'unknown' });
  return fail({ code: 'state', state: read.view.state, possible: read.view.possible });
}
