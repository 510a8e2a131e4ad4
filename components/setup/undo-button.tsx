'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useState } from 'react';
import { ProblemWords } from '@/components/connector/problem-words';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { Button, buttonClass } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { Spinner } from '@/components/ui/spinner';
import { undoSetup } from '@/lib/connector/setup-actions';
import type { UndoState } from '@/lib/connector/undo-setup';
import { LeftInRecycleBin } from './left-in-recycle-bin';
import { WorkWait } from './work-wait';

const code = (chunks: ReactNode) => <code>{chunks}</code>;

type UndoButtonProps = {
  readonly flowId: string;
  readonly appId: string | null;
  /** When it is not called Undo. */
  readonly label?: string;
  readonly onConsentAgain: () => void;
};

/** Takes everything back that was made, and says what could not be. */
export function UndoButton({ flowId, appId, label, onConsentAgain }: UndoButtonProps) {
  const t = useTranslations('setup');
  const { busy, outcome, undo } = useUndo(flowId, onConsentAgain);
  if (outcome) return <UndoOutcome outcome={outcome} appId={appId} onRetry={undo} />;
  return (
    <>
      <Button wide icon={busy ? undefined : 'arrowUndo16'} aria-disabled={busy || undefined} onClick={undo}>
        {busy && <Spinner />}
        {busy ? t('undoing') : (label ?? t('undo'))}
      </Button>
      {busy && <WorkWait flowId={flowId} />}
    </>
  );
}

/** The portal did not answer: what came of it shows when it is asked again. */
const noAnswer = { kind: 'problem', cause: 'unreachable', status: null, aadsts: null, requestId: null } as const;

export type FinalUndo = Exclude<UndoState, { kind: 'consentAgain' }>;

export function useUndo(flowId: string, onConsentAgain: () => void) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<FinalUndo | null>(null);
  const undo = useCallback(() => {
    setBusy(true);
    setOutcome(null);
    undoSetup(flowId)
      .catch((error: unknown): UndoState | null =>
        reloadWhenRefused(error) ? null : { kind: 'failed', problem: noAnswer, appId: null },
      )
      .then((state) => {
        if (!state) return;
        setBusy(false);
        if (state.kind === 'consentAgain') onConsentAgain();
        else setOutcome(state);
      })
      .catch(() => undefined);
  }, [flowId, onConsentAgain]);
  return { busy, outcome, undo };
}

type UndoOutcomeProps = {
  readonly outcome: FinalUndo;
  readonly appId: string | null;
  readonly onRetry: () => void;
};

export function UndoOutcome({ outcome, appId, onRetry }: UndoOutcomeProps) {
  const t = useTranslations('setup');
  if (outcome.kind === 'busy' || outcome.kind === 'taken') return <UndoBusy why={outcome.kind} onRetry={onRetry} />;
  if (outcome.kind === 'failed') {
    const byHand = outcome.appId ?? appId;
    return (
      <MessageBar
        tone="bad"
        alert
        title={t('undoFailed.title')}
        className="w-full"
        actions={
          <Button look="primary" wide onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        }
      >
        <ProblemWords problem={outcome.problem} />
        {byHand && <p className="mt-1">{t.rich('undoFailed.byHand', { appId: byHand, code })}</p>}
      </MessageBar>
    );
  }
  return (
    <MessageBar
      tone="good"
      alert
      title={t('undone.title')}
      className="w-full"
      actions={
        <Link href="/settings/siem" className={buttonClass({ wide: true })}>
          {t('back')}
        </Link>
      }
    >
      {t('undone.text')}
      <LeftInRecycleBin left={outcome.leftInRecycleBin} />
    </MessageBar>
  );
}

type UndoBusyProps = Pick<UndoOutcomeProps, 'onRetry'> & { readonly why: 'busy' | 'taken' };

function UndoBusy({ why, onRetry }: UndoBusyProps) {
  const t = useTranslations('setup');
  return (
    <MessageBar
      tone="soon"
      alert
      title={t(`undoHeld.${why}.title`)}
      className="w-full"
      actions={
        <Button look="primary" wide onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      }
    >
      {t(`undoHeld.${why}.text`)}
    </MessageBar>
  );
}
