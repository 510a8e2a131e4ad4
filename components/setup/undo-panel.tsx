'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ProblemMessage } from '@/components/problem/problem-message';
import { canTryAgain } from '@/components/problem/try-again';
import { NoResponse } from '@/components/operation/no-response';
import { RetryStatus } from '@/components/operation/retry-status';
import { Button, buttonClass } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { Spinner } from '@/components/ui/spinner';
import { retryOperation } from '@/lib/operation/operation-actions';
import type { OperationView } from '@/lib/operation/operation-view';
import type { Outcome } from '@/lib/operations/outcome';
import { ConsentAgain } from './consent-again';
import { endOf, LeftInRecycleBin } from './left-in-recycle-bin';
import { useGoOn } from './use-go-on';

type UndoPanelProps = { readonly view: OperationView; readonly onGoOn: () => void };

/** What was made is being taken back, was, or could not be. */
export function UndoPanel({ view, onGoOn }: UndoPanelProps) {
  const { outcome, state } = view;
  return (
    <div className="mt-6 max-w-[800px]" aria-live="polite">
      {state === 'running' && <Undoing view={view} />}
      {state !== 'running' && outcome?.kind === 'undone' && <Undone outcome={outcome} />}
      {state === 'failed' && outcome?.kind === 'failed' && <UndoFailed view={view} failure={outcome} onGoOn={onGoOn} />}
    </div>
  );
}

function Undoing({ view }: { readonly view: OperationView }) {
  const t = useTranslations('setup');
  const wait = view.steps.find(({ name }) => name === 'undo')?.wait;
  return (
    <>
      <p className="flex items-center gap-2 text-fg-2">
        <Spinner /> {t('undoing')}
      </p>
      {wait && (
        <div className="mt-2 w-full text-fg-2">
          <RetryStatus wait={wait} text={t(`wait.${wait.reason}.work`)} />
        </div>
      )}
    </>
  );
}

function Undone({ outcome }: { readonly outcome: Extract<Outcome, { kind: 'undone' }> }) {
  const t = useTranslations('setup');
  return (
    <MessageBar
      tone={endOf(outcome) === 'undone' ? 'good' : 'soon'}
      alert
      title={t(`${endOf(outcome)}.title`)}
      className="w-full"
      actions={
        <Link href="/settings/siem" className={buttonClass({ wide: true })}>
          {t('back')}
        </Link>
      }
    >
      {t(`${endOf(outcome)}.text`)}
      <LeftInRecycleBin left={outcome.pendingPurges} />
    </MessageBar>
  );
}

type UndoFailedProps = UndoPanelProps & { readonly failure: Extract<Outcome, { kind: 'failed' }> };

function UndoFailed({ view, failure: { problem, appId }, onGoOn }: UndoFailedProps) {
  const t = useTranslations('setup');
  const needsConsent = problem.cause === 'signInAgain';
  const { busy, unanswered, consentAgain, goOn } = useGoOn({ needsConsent, onGoOn });
  if (consentAgain) return <ConsentAgain view={view} kind="undo" />;
  const held = problem.cause === 'busy';
  const byHand = appId ?? view.appId;
  return (
    <>
      <MessageBar
        tone={held ? 'soon' : 'bad'}
        alert
        title={t(held ? 'undoHeld.busy.title' : 'undoFailed.title')}
        className="w-full"
        actions={
          canTryAgain(problem) && (
            <Button
              variant="primary"
              wide
              aria-disabled={busy || undefined}
              onClick={() => goOn('undo', () => retryOperation(view.id))}
            >
              {t('tryAgain')}
            </Button>
          )
        }
      >
        {held ? t('undoHeld.busy.text') : <ProblemMessage problem={problem} />}
        {!held && byHand && <p className="mt-1">{t.rich('undoFailed.byHand', { appId: byHand, code })}</p>}
      </MessageBar>
      {unanswered && <NoResponse />}
    </>
  );
}

const code = (chunks: ReactNode) => <code>{chunks}</code>;
