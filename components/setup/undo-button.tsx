'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { Button, buttonClass } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { Spinner } from '@/components/ui/spinner';
import { undoSetup } from '@/lib/connector/setup-actions';
import type { UndoState } from '@/lib/connector/undo-setup';

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
    <Button wide icon={busy ? undefined : 'arrowUndo16'} aria-disabled={busy || undefined} onClick={undo}>
      {busy && <Spinner />}
      {busy ? t('undoing') : (label ?? t('undo'))}
    </Button>
  );
}

export type FinalUndo = Exclude<UndoState, { kind: 'consentAgain' }>;

export function useUndo(flowId: string, onConsentAgain: () => void) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<FinalUndo | null>(null);
  const undo = useCallback(() => {
    setBusy(true);
    setOutcome(null);
    undoSetup(flowId)
      .catch((error: unknown): UndoState | null =>
        reloadWhenRefused(error) ? null : { kind: 'failed', requestId: null },
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
        {t.rich('undoFailed.text', { appId: appId ?? '', code })}{' '}
        {outcome.requestId && t.rich('undoFailed.requestId', { id: outcome.requestId, code })}
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
      {t('undone.text')}{' '}
      {outcome.leftInRecycleBin.length > 0 && t.rich('undone.left', { ids: outcome.leftInRecycleBin.join(', '), code })}
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
