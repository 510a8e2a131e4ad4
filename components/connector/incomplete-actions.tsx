'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BeginProblemMessage } from '@/components/operation/begin-problem';
import { useBeginOnItsPage } from '@/components/operation/use-begin';
import { Button } from '@/components/ui/button';
import { UndoDialog } from './undo-dialog';

type IncompleteActionsProps = {
  readonly connectorId: string;
  readonly name: string;
  /** A removal that broke off can only go on. */
  readonly mayResume: boolean;
};

/** A set-up that stopped goes on, or is taken back. Both need consent, so both open the pop-up. */
export function IncompleteActions({ connectorId, name, mayResume }: IncompleteActionsProps) {
  const t = useTranslations('connector.list');
  const { problem, begin } = useBeginOnItsPage();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className="flex flex-wrap gap-1 narrow:justify-end">
        {mayResume && (
          <Button
            size="small"
            aria-label={t('resumeNamed', { name })}
            onClick={() => begin({ kind: 'resume', connectorId })}
          >
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
      {problem && <BeginProblemMessage problem={problem} className="mt-2 text-start" />}
      <UndoDialog
        name={name}
        inUse={!mayResume}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => begin({ kind: 'undo', connectorId })}
      />
    </>
  );
}
