'use client';

import { useCallback, useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';
import type { GoOnState } from '@/lib/operation/operation-actions';

/** What is asked for anew: to go on, or to take everything back. */
export type AgainKind = 'enable' | 'undo';

type Options = {
  /** Consent has ended already. */
  readonly needsConsent: boolean;
  /** Follows the operation anew. */
  readonly onGoOn: () => void;
};

/** Lets an operation go on, or go back, from where it stopped; or finds that consent has to be given again. */
export function useGoOn({ needsConsent, onGoOn }: Options) {
  const [consentAgain, setConsentAgain] = useState<AgainKind | null>(needsConsent ? 'enable' : null);
  const [busy, setBusy] = useState(false);
  /** The portal did not answer the last try. */
  const [unanswered, setUnanswered] = useState(false);
  const goOn = useCallback(
    (kind: AgainKind, act: () => Promise<GoOnState>) => {
      if (busy) return;
      setBusy(true);
      setUnanswered(false);
      act().then(
        (state) => {
          setBusy(false);
          if (state === 'consentAgain') setConsentAgain(kind);
          else if (state === 'signedOut') window.location.reload();
          else onGoOn();
        },
        (error: unknown) => {
          setBusy(false);
          setUnanswered(!reloadWhenRefused(error));
        },
      );
    },
    [busy, onGoOn],
  );
  return { busy, unanswered, consentAgain, goOn };
}
