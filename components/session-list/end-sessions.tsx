'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { reloadWhenRefused } from '@/components/session/refused-action';
import { SignInLink } from '@/components/session/sign-in-link';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { MessageBar } from '@/components/ui/message-bar';
import { endListedSession, endOtherSessions } from '@/lib/session-list/session-list-actions';

/** A session by its handle; null: every other one of the person. */
export type EndTarget = string | null;

type Ending = {
  /** What is being ended; undefined: nothing. */
  readonly busy: EndTarget | undefined;
  readonly end: (target: EndTarget) => void;
};

const EndingContext = createContext<Ending>({ busy: undefined, end: () => undefined });

export function useEnding(): Ending {
  return useContext(EndingContext);
}

type Problem = 'signInOld' | 'signedOut' | 'failed';

/** Ends sessions for the buttons below, and asks for a fresh sign-in where the last one is too old. */
export function EndSessions({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('sessions');
  const [busy, setBusy] = useState<Ending['busy']>(undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  function end(target: EndTarget) {
    if (busy !== undefined) return;
    setBusy(target);
    setProblem(null);
    const ending = target === null ? endOtherSessions() : endListedSession(target);
    ending
      .then(
        (ended) => setProblem(ended.ok ? null : problemOf(ended.error)),
        (error: unknown) => {
          if (!reloadWhenRefused(error)) setProblem('failed');
        },
      )
      .finally(() => setBusy(undefined));
  }
  return (
    <EndingContext value={{ busy, end }}>
      {(problem === 'failed' || problem === 'signedOut') && (
        <MessageBar tone="bad" alert className="mt-6" actions={problem === 'signedOut' && <SignInLink />}>
          {t(`problems.${problem}`)}
        </MessageBar>
      )}
      {children}
      <FreshSignIn open={problem === 'signInOld'} onClose={() => setProblem(null)} />
    </EndingContext>
  );
}

function problemOf(error: string): Problem {
  if (error === 'signInOld' || error === 'signedOut') return error;
  return 'failed';
}

function FreshSignIn({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTranslations('sessions.fresh');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('title')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" onClick={() => void signInAnew()}>
            {t('continue')}
          </Button>
        </>
      }
    >
      <p className="text-fg-2">{t('text')}</p>
    </Dialog>
  );
}

/** Entra asks for the credentials, whatever session it has; the session here is another one afterwards. */
async function signInAnew(): Promise<void> {
  const { signIn } = await import('next-auth/react');
  await signIn('entra', { callbackUrl: window.location.pathname }, { prompt: 'login' });
}
