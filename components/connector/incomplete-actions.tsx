'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { beginPassage, setupPath } from '@/components/consent/begin-passage';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { MessageBar } from '@/components/ui/message-bar';
import { beginOnConnector } from '@/lib/connector/begin-actions';

type IncompleteActionsProps = { readonly connectorId: string; readonly name: string };

type Problem = 'signedOut' | 'input' | 'role' | 'policy' | 'tooMany' | 'taken' | 'unreachable';

/** A set-up that stopped goes on, or is taken back. Both need consent, so both open the pop-up. */
export function IncompleteActions({ connectorId, name }: IncompleteActionsProps) {
  const t = useTranslations('connector');
  const problems = useTranslations('enable.problems');
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  function begin(purpose: 'enable' | 'undo') {
    setProblem(null);
    void beginPassage((click) => beginOnConnector(click, { connectorId, purpose })).then(({ flowId, state }) => {
      if (state.ok) router.push(setupPath(flowId));
      else setProblem(state.problem);
    });
  }

  return (
    <>
      <div className="flex flex-wrap gap-1 narrow:justify-end">
        <Button size="small" aria-label={t('list.resumeNamed', { name })} onClick={() => begin('enable')}>
          {t('list.resume')}
        </Button>
        <Button size="small" aria-label={t('list.undoNamed', { name })} onClick={() => setAsking(true)}>
          {t('list.undo')}
        </Button>
      </div>
      {problem && (
        <MessageBar tone="bad" alert className="mt-2 text-start">
          {problems(problem)}
        </MessageBar>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('undoDialog.title', { name })}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('undoDialog.cancel')}</Button>
            <Button look="primary" onClick={() => begin('undo')}>
              {t('undoDialog.confirm')}
            </Button>
          </>
        }
      >
        <p className="text-fg-2">{t('undoDialog.text')}</p>
      </Dialog>
    </>
  );
}
