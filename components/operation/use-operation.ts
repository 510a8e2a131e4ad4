'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type Contact, listen } from '@/components/ui/event-stream';
import type { OperationView } from '@/lib/operation/operation-view';
import type { OneTimeResult } from '@/lib/operations/outcome';

export type FollowedOperation = {
  readonly view: OperationView;
  readonly contact: Contact;
  /** It has ended, and with it what it had to tell. */
  readonly ended: boolean;
};

export type OperationHandlers = {
  /** The secret, the tokens or the report: told once, to one page. */
  readonly onResult?: (result: OneTimeResult) => void;
  /** After the last event, while the page is still there. */
  readonly onEnd?: (view: OperationView, hadResult: boolean) => void;
};

/** What a page follows: an operation as it was known first. Another object, even of the same operation, is followed anew. */
export type Followed = { readonly initial: OperationView };

/**
 * Follows one operation by its events, through consent and work, until it ends. Whoever goes away while it works is
 * still given the secret, in the memory of this tab; what only waits for a person is left.
 */
export function useOperation(followed: Followed | null, handlers: OperationHandlers): FollowedOperation | null {
  const [state, setState] = useState<{ readonly of: Followed; readonly now: FollowedOperation } | null>(null);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const tell = useCallback(
    (of: Followed, change: Partial<FollowedOperation>) =>
      setState((before) => ({ of, now: { ...(before?.of === of ? before.now : untold(of)), ...change } })),
    [],
  );
  useEffect(() => {
    if (!followed || isOver(followed.initial)) return undefined;
    let [view, hadResult, mounted] = [followed.initial, false, true];
    const address = `/api/operations/${encodeURIComponent(view.id)}`;
    const stop = listen(`${address}/events`, {
      statusAddress: address,
      on: {
        operation(data) {
          if (!isView(data)) return;
          view = data;
          tell(followed, { view, contact: 'ok' });
        },
        result(data) {
          if (!isResult(data)) return;
          hadResult = true;
          latest.current.onResult?.(data);
        },
        end() {
          stop();
          tell(followed, { ended: true });
          if (mounted) latest.current.onEnd?.(view, hadResult);
        },
      },
      onContact: (contact) => tell(followed, { contact }),
      onRefused: () => {
        if (mounted) window.location.reload();
        stop();
      },
    });
    return () => {
      mounted = false;
      if (view.state !== 'running') stop();
    };
  }, [followed, tell]);
  if (!followed) return null;
  return state?.of === followed ? state.now : untold(followed);
}

function untold({ initial }: Followed): FollowedOperation {
  return { view: initial, contact: 'ok', ended: isOver(initial) };
}

function isOver({ state }: OperationView): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

function isView(data: unknown): data is OperationView {
  return typeof data === 'object' && data !== null && 'state' in data && 'steps' in data;
}

function isResult(data: unknown): data is OneTimeResult {
  return typeof data === 'object' && data !== null && 'kind' in data;
}
