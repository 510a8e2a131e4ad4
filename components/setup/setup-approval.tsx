'use client';

import { useTranslations } from 'next-intl';
import { ApprovalPanel } from '@/components/approval/approval-panel';
import { NoResponse } from '@/components/operation/no-response';
import { Button } from '@/components/ui/button';
import { retryOperation, undoOperation } from '@/lib/operation/operation-actions';
import type { OperationView } from '@/lib/operation/operation-view';
import { ConsentAgain } from './consent-again';
import { useGoOn } from './use-go-on';

type SetupApprovalProps = { readonly view: OperationView; readonly onGoOn: () => void };

/** Set-up waits for an administrator: ask one, follow what they decide, go on or take everything back. */
export function SetupApproval({ view, onGoOn }: SetupApprovalProps) {
  const t = useTranslations('approval.panel');
  const setup = useTranslations('setup');
  const { busy, unanswered, consentAgain, goOn } = useGoOn({ needsConsent: false, onGoOn });
  const retry = () => goOn('enable', () => retryOperation(view.id));
  return (
    <div className="max-w-[68ch]">
      <ApprovalPanel
        connectorId={view.connectorId ?? ''}
        api={view.requested?.api ?? 'defender-alerts'}
        mayAsk
        onApproved={retry}
      />
      {consentAgain ? (
        <ConsentAgain view={view} kind={consentAgain} />
      ) : (
        <div className="mt-4">
          <p className="text-caption text-fg-3">{t('checkNote')}</p>
          {unanswered && <NoResponse />}
          <div className="mt-2 flex flex-wrap gap-2">
            <Button wide aria-disabled={busy || undefined} onClick={retry}>
              {t('check')}
            </Button>
            <Button
              wide
              icon="arrowUndo16"
              aria-disabled={busy || undefined}
              onClick={() => goOn('undo', () => undoOperation(view.id))}
            >
              {setup('undo')}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
