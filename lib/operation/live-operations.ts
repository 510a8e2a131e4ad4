import 'server-only';
import type { OneTimeResult } from '@/lib/operations/outcome';

/** Work that goes on in this process, whoever follows. */
type LiveOperation = {
  readonly ended: Promise<void>;
  running: boolean;
  /** Until one follower takes it, or nobody came. */
  result: OneTimeResult | null;
};

/** Long enough for a page that is being reloaded to come back; milliseconds. */
export const KEEP_RESULT_MS = 60_000;

declare global {
  var siemConnectOperations: Map<string, LiveOperation> | undefined;
}

function live(): Map<string, LiveOperation> {
  globalThis.siemConnectOperations ??= new Map();
  return globalThis.siemConnectOperations;
}

/**
 * Runs an operation detached from the request: closing the page does not stop it.
 *
 * @param work how it ended is in the operation's row; what it resolves to is told once
 */
export function runDetached(operationId: string, work: () => Promise<OneTimeResult | null>): void {
  const operation: LiveOperation = {
    running: true,
    result: null,
    ended: work()
      .then((result) => {
        operation.result = result;
      })
      .finally(() => {
        operation.running = false;
        setTimeout(() => forget(operationId, operation), KEEP_RESULT_MS).unref();
      }),
  };
  // Whoever follows learns of a failure from the row; here it must only not end the process.
  operation.ended.catch(() => undefined);
  live().set(operationId, operation);
}

export function isRunningHere(operationId: string): boolean {
  return live().get(operationId)?.running ?? false;
}

/** Whether it ran in this process a moment ago. */
export function isKnownHere(operationId: string): boolean {
  return live().has(operationId);
}

/** Waits for the end of the work, if it is here. */
export async function hasResult(operationId: string): Promise<boolean> {
  await live()
    .get(operationId)
    ?.ended.catch(() => undefined);
  return (live().get(operationId)?.result ?? null) !== null;
}

/**
 * Gives the result to the first who asks; to nobody else, ever. Waits for the end of the work: the row tells of it a
 * moment before the result is there.
 */
export async function takeResult(operationId: string): Promise<OneTimeResult | null> {
  const operation = live().get(operationId);
  if (!operation) return null;
  await operation.ended.catch(() => undefined);
  const { result } = operation;
  operation.result = null;
  return result;
}

/** A later try of the same operation is another one, and stays. */
function forget(operationId: string, operation: LiveOperation): void {
  if (live().get(operationId) === operation) live().delete(operationId);
}
