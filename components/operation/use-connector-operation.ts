'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { cancelOperation } from '@/lib/operation/operation-actions';
import type { OperationView } from '@/lib/operation/operation-view';
import type { OperationInput } from '@/lib/operations/begin-input';
import type { OperationKind } from '@/lib/operations/operation-kind';
import type { SiemUse } from '@/lib/siem/catalogue/needed-permissions';
import type { BeginProblem, BegunOperation } from './begin-operation';
import { useBegin } from './use-begin';
import { type Followed, type FollowedOperation, type OperationHandlers, useOperation } from './use-operation';

/** Operations that the connector's own page shows; set-up and undo have another. */
export type PageKind = Exclude<OperationKind, 'enable' | 'undo'>;

/** What is begun, but for the connector. */
export type PageRequest =
  | {
      readonly kind:
        | 'disable'
        | 're-enable'
        | 'remove'
        | 'restore'
        | 'new-secret'
        | 'tokens'
        | 'verify'
        | 'clean-up'
        | 'remove-foreign';
    }
  | { readonly kind: 'remove-secret'; readonly secretId: string }
  | { readonly kind: 'permissions'; readonly use?: Pick<SiemUse, 'siemType' | 'incidents'> };

export type ConnectorOperation = {
  /** The one operation that this page has under way, or had last. */
  readonly kind: PageKind | null;
  readonly followed: FollowedOperation | null;
  /** It was not begun. */
  readonly refused: BeginProblem | null;
  /** It ended well, and what it brought was lost on the way or given to another page. */
  readonly resultLost: boolean;
  /** In a click: opens the pop-up. */
  readonly begin: (request: PageRequest) => void;
  /** The same once more, with a new sign-in. */
  readonly again: () => void;
  readonly cancel: () => void;
  readonly close: () => void;
};

type Options = OperationHandlers & {
  readonly connectorId: string;
  readonly upn: string;
  /** Of the page's address. */
  readonly initial: OperationView | null;
};

const SIGN_IN_MINUTES = 10;

/** One operation at a time: from the click through consent to the work and its result. */
export function useConnectorOperation({ connectorId, upn, initial, ...handlers }: Options): ConnectorOperation {
  const [kind, setKind] = useState<PageKind | null>(() => (initial && isOpen(initial) ? pageKind(initial) : null));
  const [current, setCurrent] = useState<Followed | null>(() => (kind && initial ? { initial } : null));
  const [resultLost, setResultLost] = useState(false);
  const last = useRef<OperationInput | null>(null);
  const { problem, begin, free } = useBegin();
  const { onEnd } = handlers;
  const followed = useOperation(current, {
    ...handlers,
    onEnd(view, hadResult) {
      setResultLost(!hadResult && isOneTime(view));
      onEnd?.(view, hadResult);
    },
  });
  const beginRequest = useCallback(
    (wanted: PageKind, request: OperationInput) => {
      last.current = request;
      // What the one before brought has been said.
      setCurrent(null);
      begin(request, (begun) => {
        free();
        setResultLost(false);
        setKind(wanted);
        setCurrent({ initial: freshView(wanted, begun, { connectorId, personUpn: upn }) });
      });
      setKind(wanted);
    },
    [begin, free, connectorId, upn],
  );
  const close = useCallback(() => {
    setKind(null);
    setCurrent(null);
  }, []);
  // The address still names the operation that brought the person here: a reload must not look for it again.
  useEffect(() => {
    if (initial) window.history.replaceState(null, '', window.location.pathname);
  }, [initial]);
  return {
    ...{ kind, followed, resultLost, close, refused: problem },
    begin: (request) => beginRequest(request.kind, { ...request, connectorId }),
    again() {
      if (!kind) return;
      const repeat = followed && { kind: 'repeat' as const, operationId: followed.view.id };
      const request = problem ? last.current : (repeat ?? last.current);
      if (request) beginRequest(kind, request);
    },
    cancel() {
      // Unheard, the operation expires by itself.
      if (followed) void cancelOperation(followed.view.id).catch(() => undefined);
      close();
    },
  };
}

/** Whether this has a pop-up or works already: the second click of a double click must open no other. */
export function isUnderWay({ kind, followed }: ConnectorOperation, wanted: PageKind): boolean {
  return kind === wanted && followed !== null && isOpen(followed.view);
}

function isOpen({ state }: OperationView): boolean {
  return state === 'waiting' || state === 'running' || state === 'expired';
}

function isOneTime({ outcome }: OperationView): boolean {
  return outcome?.kind === 'newSecret' || outcome?.kind === 'tokens' || outcome?.kind === 'verified';
}

function pageKind({ kind }: OperationView): PageKind | null {
  return kind === 'enable' || kind === 'undo' ? null : kind;
}

/** As the server will tell it in a moment. */
function freshView(
  kind: PageKind,
  { id, opened }: BegunOperation,
  of: Pick<OperationView, 'connectorId' | 'personUpn'>,
): OperationView {
  return {
    ...of,
    ...{ id, kind, state: 'waiting', undoing: false, possible: ['cancel'] },
    displayMode: opened ? 'popup' : 'blocked',
    ...{ problem: null, outcome: null, scopes: [], consentedAt: null, removed: false, removing: false },
    expiresAt: new Date(Date.now() + SIGN_IN_MINUTES * 60_000).toISOString(),
    ...{ appId: null, requested: null, secretExpires: null, steps: [] },
  };
}
