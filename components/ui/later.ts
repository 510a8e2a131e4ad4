import { useSyncExternalStore } from 'react';

/** lost: it could not be fetched, which may be tried again. */
export type LaterState<Part> = 'idle' | 'loading' | 'lost' | { readonly part: Part };

/** A part of a page's script that comes when it is first needed. */
export type Later<Part> = {
  readonly state: () => LaterState<Part>;
  readonly subscribe: (listener: () => void) => () => void;
  /** Begins to fetch it, if it is not here or on its way. */
  readonly load: () => void;
};

/** @param fetchPart an import() */
export function later<Part>(fetchPart: () => Promise<Part>): Later<Part> {
  let state: LaterState<Part> = 'idle';
  const listeners = new Set<() => void>();
  const become = (next: LaterState<Part>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: () => {
      if (state !== 'idle' && state !== 'lost') return;
      become('loading');
      fetchPart().then(
        (part) => become({ part }),
        () => become('lost'),
      );
    },
  };
}

/** Where it stands now; on the server it is never there. */
export function useLater<Part>({ subscribe, state }: Later<Part>): LaterState<Part> {
  return useSyncExternalStore(subscribe, state, () => 'idle');
}
