'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { SetupView } from '@/lib/connector/setup-view';
import { ConsentAgain } from './consent-again';
import { Unanswered } from './unanswered';
import { UndoButton } from './undo-button';
import { useRetry } from './use-retry';

type SetupFailureProps = { readonly view: SetupView; readonly onRetry: () => void };

/** Below the words of the step that failed: go on, or take everything back. */
export function SetupFailure({ view, onRetry }: SetupFailureProps) {
  const t = useTranslations('setup');
  const needsConsent = view.steps.some((step) => step.problem?.cause === 'signInAgain');
  const { busy, unanswered, consentAgain, askConsent, retry } = useRetry(view.flowId, { needsConsent, onRetry });
  if (consentAgain) return <ConsentAgain view={view} purpose={consentAgain} />;
  return (
    <div className="mt-4">
      <p className="text-caption text-fg-3">{t('failedActions')}</p>
      {unanswered && <Unanswered />}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button look="primary" wide aria-disabled={busy || undefined} onClick={retry}>
          {t('tryAgain')}
        </Button>
        <UndoButton flowId={view.flowId} appId={view.appId} onConsentAgain={askConsent} />
      </div>
    </div>
  );
}
