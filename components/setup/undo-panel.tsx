'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState } from 'react';
import { Spinner } from '@/components/ui/spinner';
import type { SetupView } from '@/lib/connector/setup-view';
import { ConsentAgain } from './consent-again';
import { UndoOutcome, useUndo } from './undo-button';
import { WorkWait } from './work-wait';

/** `Undo` of a connector from the list: the person has asked for it and consented, so it begins at once. */
export function UndoPanel({ view }: { readonly view: SetupView }) {
  const t = useTranslations('setup');
  const [consentAgain, setConsentAgain] = useState(false);
  const askAgain = useCallback(() => setConsentAgain(true), []);
  const { busy, outcome, undo } = useUndo(view.flowId, askAgain);
  useEffect(() => {
    // A page that React mounts twice, as in development, begins once.
    const timer = setTimeout(undo);
    return () => clearTimeout(timer);
  }, [undo]);
  if (consentAgain) {
    return <ConsentAgain view={view} purpose="undo" />;
  }
  return (
    <div className="mt-6 max-w-[800px]" aria-live="polite">
      {busy && (
        <>
          <p className="flex items-center gap-2 text-fg-2">
            <Spinner /> {t('undoing')}
          </p>
          <WorkWait flowId={view.flowId} />
        </>
      )}
      {outcome && <UndoOutcome outcome={outcome} appId={view.appId} onRetry={undo} />}
    </div>
  );
}
