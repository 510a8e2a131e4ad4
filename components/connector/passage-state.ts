'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { type BeginProblem, beginPassage } from '@/components/consent/begin-passage';
import { reloadWhenRefused } from '@/components/session/refused-action';
import type { ConsentPurpose } from '@/lib/consent/consent';
import { cancelConsent } from '@/lib/consent/consent-actions';
import type { ConsentStatus } from '@/lib/consent/consent-queries';
import { beginOnConnector, type ConnectorPassageRequest } from '@/lib/connector/begin-actions';
import { completePassage } from '@/lib/connector/connector-actions';
import type { PassageResult } from '@/lib/connector/run-passage';
import type { ConnectorPassage } from '@/lib/connector/setup-queries';

const pagePurposes = [
  'secret',
  'secret-remove',
  'tokens',
  'verify',
  'leftovers',
  'permissions',
] as const satisfies ConsentPurpose[];
export type PagePurpose = (typeof pagePurposes)[number];
/** What is asked for besides the purpose. */
export type PassageDetails = Pick<ConnectorPassageRequest, 'secretId' | 'wish'>;

/** Where the one passage stands that this page has under way. */
export type PassageState =
  | { readonly step: 'consent'; readonly purpose: PagePurpose; readonly flowId: string; readonly status: ConsentStatus }
  | { readonly step: 'working'; readonly purpose: PagePurpose; readonly flowId: string }
  | { readonly step: 'ended'; readonly purpose: PagePurpose; readonly result: PassageResult }
  | { readonly step: 'refused'; readonly purpose: PagePurpose; readonly problem: BeginProblem };

export type PassageOnPage = {
  readonly state: PassageState | null;
  /** In a click: opens the pop-up. Begun again without details, it asks for the same as before. */
  readonly begin: (purpose: PagePurpose, details?: PassageDetails) => void;
  /** Consent is there: do the work. */
  readonly work: () => void;
  readonly cancel: () => void;
  readonly close: () => void;
};

type PassageOptions = {
  readonly connectorId: string;
  readonly initial: ConnectorPassage | null;
  readonly onResult: (result: PassageResult) => void;
};

const FLOW_MINUTES = 10;

/** The portal did not answer: what became of the work is not known. */
const interrupted: PassageResult = {
  kind: 'failed',
  problem: { kind: 'problem', cause: 'interrupted', status: null, aadsts: null, requestId: null },
};

/** One passage at a time: from the click through consent to the work and its result. */
export function usePassage({ connectorId, initial, onResult }: PassageOptions): PassageOnPage {
  const [state, setState] = useState<PassageState | null>(() => fromInitial(initial));
  const beginning = useRef(false);
  const worked = useRef<string | null>(null);
  const last = useRef<{ readonly purpose: PagePurpose; readonly details: PassageDetails } | null>(null);

  const begin = useCallback(
    (purpose: PagePurpose, given?: PassageDetails) => {
      // The second click of a double click: one pop-up is opening already.
      if (beginning.current) return;
      beginning.current = true;
      let popUpOpened = true;
      const before = last.current?.purpose === purpose ? last.current.details : {};
      const details = given ?? before;
      last.current = { purpose, details };
      void beginPassage((click) => {
        popUpOpened = click.opened;
        return beginOnConnector(click, { connectorId, purpose, ...details });
      }).then(({ flowId, state: begun }) => {
        beginning.current = false;
        if (!begun.ok) setState({ step: 'refused', purpose, problem: begun.problem });
        else setState({ step: 'consent', purpose, flowId, status: freshStatus(popUpOpened) });
      });
    },
    [connectorId],
  );

  const work = useCallback(() => {
    if (state?.step !== 'consent' || worked.current === state.flowId) return;
    const { flowId, purpose } = state;
    worked.current = flowId;
    setState({ step: 'working', purpose, flowId });
    completePassage(flowId).then(
      (result) => {
        setState({ step: 'ended', purpose, result });
        onResult(result);
      },
      (error: unknown) =>
        setState(
          reloadWhenRefused(error)
            ? { step: 'refused', purpose, problem: 'refused' }
            : { step: 'ended', purpose, result: interrupted },
        ),
    );
  }, [state, onResult]);

  const close = useCallback(() => setState(null), []);
  const cancel = useCallback(() => {
    // Unheard, the flow expires by itself.
    if (state?.step === 'consent') void cancelConsent(state.flowId).catch(() => undefined);
    setState(null);
  }, [state]);

  // The address still names the passage that brought the person here: a reload must not look for it again.
  useEffect(() => {
    if (initial) window.history.replaceState(null, '', window.location.pathname);
  }, [initial]);

  return { state, begin, work, cancel, close };
}

/** Whether this has a pop-up or works already: the second click of a double click must open no other. */
export function isUnderWay({ state }: PassageOnPage, purpose: PagePurpose): boolean {
  return state?.purpose === purpose && (state.step === 'consent' || state.step === 'working');
}

function freshStatus(popUpOpened: boolean): ConsentStatus {
  return {
    state: 'waiting',
    surface: popUpOpened ? 'popup' : 'blocked',
    problem: null,
    wait: null,
    expiresAt: new Date(Date.now() + FLOW_MINUTES * 60_000).toISOString(),
  };
}

function fromInitial(initial: ConnectorPassage | null): PassageState | null {
  if (!initial || !isPagePurpose(initial.purpose)) return null;
  const { flowId, purpose, status } = initial;
  const open = status.state === 'waiting' || status.state === 'consented' || status.state === 'expired';
  return open ? { step: 'consent', purpose, flowId, status } : null;
}

function isPagePurpose(purpose: ConsentPurpose): purpose is PagePurpose {
  return pagePurposes.some((known) => known === purpose);
}
