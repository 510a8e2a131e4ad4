export type Deadline = {
  readonly signal: AbortSignal;
  /** Aborts now, and lets go of the parent and the clock. */
  readonly end: () => void;
};

/** A signal that is aborted after a time, with its parent where there is one, or when it is ended. */
export function deadline(milliseconds: number, parent?: AbortSignal): Deadline {
  // Nothing to let go of: the platform's own signal keeps no process alive.
  if (!parent) return { signal: AbortSignal.timeout(milliseconds), end: () => undefined };
  const controller = new AbortController();
  const end = () => {
    clearTimeout(timer);
    parent.removeEventListener('abort', end);
    controller.abort();
  };
  const timer = setTimeout(end, milliseconds);
  timer.unref();
  if (parent.aborted) end();
  else parent.addEventListener('abort', end);
  return { signal: controller.signal, end };
}
