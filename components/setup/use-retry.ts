'use client';

import { useCallback, useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { retrySetup } from '@/lib/connector/setup-actions';

/** What is asked for anew: to go on, or to take everything back. */
export type AgainPurpose = 'enable' | 'undo';

type RetryOptions = { readonly needsConsent: boolean; readonly onRetry: () => void };

/** Lets set-up go on from the step it stopped at, or finds that consent has to be given again. */
export function useRetry(flowId: string, { needsConsent, onRetry }: RetryOptions) {
  const [consentAgain, setConsentAgain] = useState<AgainPurpose | null>(needsConsent ? 'enable' : null);
  const [busy, setBusy] = useState(false);
  /** The portal did not answer the last try. */
  const [unanswered, setUnanswered] = useState(false);
  const askConsent = useCallback(() => setConsentAgain('undo'), []);
  const retry = useCallback(() => {
    if (busy) return;
    setBusy(true);
    setUnanswered(false);
    retrySetup(flowId).then(
      (state) => {
        setBusy(false);
        if (state === 'consentAgain') setConsentAgain('enable');
        else onRetry();
      },
      (error: unknown) => {
        setBusy(false);
        setUnanswered(!reloadWhenRefused(error));
      },
    );
  }, [busy, flowId, onRetry]);
  return { busy, unanswered, consentAgain, askConsent, retry };
}
