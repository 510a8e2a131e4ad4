'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BeginProblemMessage } from '@/components/operation/begin-problem';
import { useBeginOnItsPage } from '@/components/operation/use-begin';
import { Button } from '@/components/ui/button';
import { ValueRow } from '@/components/ui/value-list';
import { UndoDialog } from './undo-dialog';

/** The end of a connector that works: nothing of it stays in the tenant. */
export function RemoveConnector({ connectorId, name }: { readonly connectorId: string; readonly name: string }) {
  const t = useTranslations('connector.lifeCycle');
  const { problem, begin } = useBeginOnItsPage();
  const [asking, setAsking] = useState(false);
  return (
    <ValueRow
      label={t('end')}
      layout="stacked"
      actions={
        <Button variant="danger" onClick={() => setAsking(true)}>
          {t('removeConnector')}
        </Button>
      }
    >
      {t('endText')}
      {problem && <BeginProblemMessage problem={problem} className="mt-2" />}
      <UndoDialog
        name={name}
        inUse
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          begin({ kind: 'undo', connectorId });
        }}
      />
    </ValueRow>
  );
}
