'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { MessageBar } from '@/components/ui/message-bar';
import type { SetupView } from '@/lib/connector/setup-view';
import { ConsentAgain } from './consent-again';
import { UndoButton } from './undo-button';

/** Set-up of a connector whose removal broke off: it cannot go on, the removal can. */
export function FinishRemoving({ view }: { readonly view: SetupView }) {
  const t = useTranslations('connector.removingMessage');
  const list = useTranslations('connector.list');
  const [consentAgain, setConsentAgain] = useState(false);
  const askConsent = useCallback(() => setConsentAgain(true), []);
  if (consentAgain) return <ConsentAgain view={view} purpose="undo" />;
  return (
    <div className="mt-6 max-w-[800px]">
      <MessageBar tone="soon" title={t('title')}>
        {t('text')}
      </MessageBar>
      <div className="mt-2 flex flex-wrap gap-2">
        <UndoButton
          flowId={view.flowId}
          appId={view.appId}
          label={list('finishRemoving')}
          onConsentAgain={askConsent}
        />
      </div>
    </div>
  );
}
