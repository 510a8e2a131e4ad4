'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { beginAgain } from '@/components/consent/begin-passage';
import { Button } from '@/components/ui/button';
import { retrySetup } from '@/lib/connector/setup-actions';
import type { SetupView } from '@/lib/connector/setup-view';
import { UndoButton } from './undo-button';

type SetupFailureProps = { readonly view: SetupView; readonly onRetry: () => void };

/** Below the words of the step that failed: go on, or take everything back. */
export function SetupFailure({ view, onRetry }: SetupFailureProps) {
  const t = useTranslations('setup');
  const router = useRouter();
  const needsConsent = view.steps.some((step) => step.problem?.cause === 'signInAgain');
  const [consentAgain, setConsentAgain] = useState(needsConsent);
  const [busy, setBusy] = useState(false);

  async function retry() {
    setBusy(true);
    const state = await retrySetup(view.flowId);
    setBusy(false);
    if (state === 'consentAgain') setConsentAgain(true);
    else onRetry();
  }

  if (consentAgain) {
    return (
      <div className="mt-4">
        <p>{t('consentAgain')}</p>
        <Button
          look="primary"
          wide
          className="mt-2"
          onClick={() => void beginAgain(view).then((path) => router.push(path))}
        >
          {t('signInAgain')}
        </Button>
      </div>
    );
  }
  return (
    <div className="mt-4">
      <p className="text-caption text-fg-3">{t('failedActions')}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="primary" wide aria-disabled={busy || undefined} onClick={() => !busy && void retry()}>
          {t('tryAgain')}
        </Button>
        <UndoButton flowId={view.flowId} appId={view.appId} onConsentAgain={() => setConsentAgain(true)} />
      </div>
    </div>
  );
}
