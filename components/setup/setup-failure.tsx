'use client';

import { useTranslations } from 'next-intl';
import { NoResponse } from '@/components/operation/no-response';
import { canTryAgain } from '@/components/problem/try-again';
import { Button } from '@/components/ui/button';
import { restoreOperation, retryOperation, undoOperation } from '@/lib/operation/operation-actions';
import type { OperationView } from '@/lib/operation/operation-view';
import { ConsentAgain } from './consent-again';
import { useGoOn } from './use-go-on';

type SetupFailureProps = { readonly view: OperationView; readonly onGoOn: () => void };

/** Below the words of the step that failed: go on, or take everything back. */
export function SetupFailure({ view, onGoOn }: SetupFailureProps) {
  const t = useTranslations('setup');
  const problem = view.outcome?.kind === 'failed' ? view.outcome.problem : null;
  const needsConsent = problem?.cause === 'signInAgain';
  const isDeleted = problem?.cause === 'deleted';
  const again = problem === null || canTryAgain(problem);
  const { busy, unanswered, consentAgain, goOn } = useGoOn({ needsConsent, onGoOn });
  if (consentAgain) return <ConsentAgain view={view} kind={consentAgain} />;
  return (
    <div className="mt-4">
      <p className="text-caption text-fg-3">
        {t(isDeleted ? 'failedDeleted' : again ? 'failedActions' : 'failedAlike')}
      </p>
      {unanswered && <NoResponse />}
      <div className="mt-2 flex flex-wrap gap-2">
        {again && (
          <Button
            variant="primary"
            wide
            aria-disabled={busy || undefined}
            onClick={() => goOn('enable', () => retryOperation(view.id))}
          >
            {t('tryAgain')}
          </Button>
        )}
        {isDeleted && (
          <Button
            variant="primary"
            wide
            aria-disabled={busy || undefined}
            onClick={() => goOn('enable', () => restoreOperation(view.id))}
          >
            {t('restore')}
          </Button>
        )}
        {view.possible.includes('undo') && (
          <Button
            wide
            icon="arrowUndo16"
            aria-disabled={busy || undefined}
            onClick={() => goOn('undo', () => undoOperation(view.id))}
          >
            {t(isDeleted ? 'purge' : 'undo')}
          </Button>
        )}
      </div>
    </div>
  );
}
