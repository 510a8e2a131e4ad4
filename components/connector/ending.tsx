'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BeginProblemMessage } from '@/components/operation/begin-problem';
import { OperationPanel } from '@/components/operation/operation-panel';
import { useBeginOnItsPage } from '@/components/operation/use-begin';
import type { ConnectorOperation } from '@/components/operation/use-connector-operation';
import { Button } from '@/components/ui/button';
import { ValueList, ValueRow } from '@/components/ui/value-list';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import { RemoveDialog, type Removal } from './remove-dialog';

type EndingProps = { readonly connector: ConnectorPage; readonly operation: ConnectorOperation };

/** To stop a connector: for a while, with a way back, or for good. */
export function Ending({ connector, operation }: EndingProps) {
  const t = useTranslations('connector.ending');
  const { problem, begin } = useBeginOnItsPage();
  const [asking, setAsking] = useState(false);
  const isOff = connector.disabledAt !== null;

  function remove(how: Removal) {
    setAsking(false);
    if (how === 'recycle') operation.begin({ kind: 'remove' });
    else begin({ kind: 'undo', connectorId: connector.id });
  }

  return (
    <>
      <OperationPanel operation={operation} kinds={['disable', 're-enable', 'remove']} />
      <ValueList className="mt-6">
        <ValueRow
          label={t(isOff ? 're-enable' : 'disable')}
          layout="stacked"
          actions={
            <Button onClick={() => operation.begin({ kind: isOff ? 're-enable' : 'disable' })}>
              {t(isOff ? 're-enable' : 'disable')}
            </Button>
          }
        >
          {t(isOff ? 'reEnableText' : 'disableText')}
        </ValueRow>
        <ValueRow
          label={t('remove')}
          layout="stacked"
          actions={
            <Button variant="danger" onClick={() => setAsking(true)}>
              {t('removeConnector')}
            </Button>
          }
        >
          {t('removeText')}
          {problem && <BeginProblemMessage problem={problem} className="mt-2" />}
        </ValueRow>
      </ValueList>
      {asking && (
        <RemoveDialog
          connector={connector}
          onClose={() => setAsking(false)}
          onRemove={remove}
          onDisable={
            isOff
              ? undefined
              : () => {
                  setAsking(false);
                  operation.begin({ kind: 'disable' });
                }
          }
        />
      )}
    </>
  );
}
