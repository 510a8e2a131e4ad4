'use client';

import { useCallback, useState } from 'react';
import { retrySetup } from '@/lib/connector/setup-actions';

type RetryOptions = { readonly needsConsent: boolean; readonly onRetry: () => void };

/** Lets set-up go on from the step it stopped at, or finds that consent has to be given again. */
export function useRetry(flowId: string, { needsConsent, onRetry }: RetryOptions) {
  const [consentAgain, setConsentAgain] = useState(needsConsent);
  const [busy, setBusy] = useState(false);
  const askConsent = useCallback(() => setConsentAgain(true), []);
  const retry = useCallback(() => {
    if (busy) return;
    setBusy(true);
    void retrySetup(flowId).then((state) => {
      setBusy(false);
      if (state === 'consentAgain') setConsentAgain(true);
      else onRetry();
    });
  }, [busy, flowId, onRetry]);
  return { busy, consentAgain, askConsent, retry };
}
