'use client';

import { useTranslations } from 'next-intl';
import { NoResponse } from '@/components/operation/no-response';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { undoOperation } from '@/lib/operation/operation-actions';
import type { OperationView } from '@/lib/operation/operation-view';
import { ConsentAgain } from './consent-again';
import { useGoOn } from './use-go-on';

type FinishRemovingProps = { readonly view: OperationView; readonly onGoOn: () => void };

/** Set-up of a connector whose removal broke off: it cannot go on, the removal can. */
export function FinishRemoving({ view, onGoOn }: FinishRemovingProps) {
  const t = useTranslations('connector.removingMessage');
  const list = useTranslations('connector.list');
  const { busy, unanswered, consentAgain, goOn } = useGoOn({ needsConsent: false, onGoOn });
  if (consentAgain) return <ConsentAgain view={view} kind="undo" />;
  return (
    <div className="mt-6 max-w-[800px]">
      <MessageBar tone="soon" title={t('title')}>
        {t('text')}
      </MessageBar>
      {unanswered && <NoResponse />}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          wide
          icon="arrowUndo16"
          aria-disabled={busy || undefined}
          onClick={() => goOn('undo', () => undoOperation(view.id))}
        >
          {list('finishRemoving')}
        </Button>
      </div>
    </div>
  );
}
