'use client';

import { useTranslations } from 'next-intl';
import { ApprovalPanel } from '@/components/approval/approval-panel';
import { Button } from '@/components/ui/button';
import type { SetupView } from '@/lib/connector/setup-view';
import { ConsentAgain } from './consent-again';
import { Unanswered } from './unanswered';
import { UndoButton } from './undo-button';
import { useRetry } from './use-retry';

type SetupApprovalProps = { readonly view: SetupView; readonly onRetry: () => void };

/** Set-up waits for an administrator: ask one, follow what they decide, go on or take everything back. */
export function SetupApproval({ view, onRetry }: SetupApprovalProps) {
  const t = useTranslations('approval.panel');
  const { busy, unanswered, consentAgain, askConsent, retry } = useRetry(view.flowId, { needsConsent: false, onRetry });
  return (
    <div className="max-w-[68ch]">
      <ApprovalPanel connectorId={view.connectorId ?? ''} api={view.asked.api} mayAsk onApproved={retry} />
      {consentAgain ? (
        <ConsentAgain view={view} purpose={consentAgain} />
      ) : (
        <div className="mt-4">
          <p className="text-caption text-fg-3">{t('checkNote')}</p>
          {unanswered && <Unanswered />}
          <div className="mt-2 flex flex-wrap gap-2">
            <Button wide aria-disabled={busy || undefined} onClick={retry}>
              {t('check')}
            </Button>
            <UndoButton flowId={view.flowId} appId={view.appId} onConsentAgain={askConsent} />
          </div>
        </div>
      )}
    </div>
  );
}
