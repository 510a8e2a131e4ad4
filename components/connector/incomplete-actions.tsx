'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { MessageBar } from '@/components/ui/message-bar';
import { UndoDialog } from './undo-dialog';
import { useConnectorSetup } from './use-connector-setup';

type IncompleteActionsProps = {
  readonly connectorId: string;
  readonly name: string;
  /** A removal that broke off can only go on. */
  readonly mayResume: boolean;
};

/** A set-up that stopped goes on, or is taken back. Both need consent, so both open the pop-up. */
export function IncompleteActions({ connectorId, name, mayResume }: IncompleteActionsProps) {
  const t = useTranslations('connector.list');
  const problems = useTranslations('enable.problems');
  const { problem, begin } = useConnectorSetup(connectorId);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className="flex flex-wrap gap-1 narrow:justify-end">
        {mayResume && (
          <Button size="small" aria-label={t('resumeNamed', { name })} onClick={() => begin('enable')}>
            {t('resume')}
          </Button>
        )}
        <Button
          size="small"
          aria-label={t(mayResume ? 'undoNamed' : 'finishRemovingNamed', { name })}
          onClick={() => setAsking(true)}
        >
          {t(mayResume ? 'undo' : 'finishRemoving')}
        </Button>
      </div>
      {problem && (
        <MessageBar tone="bad" alert className="mt-2 text-start">
          {problems(problem)}
        </MessageBar>
      )}
      <UndoDialog
        name={name}
        inUse={!mayResume}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => begin('undo')}
      />
    </>
  );
}
