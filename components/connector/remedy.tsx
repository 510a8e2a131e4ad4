'use client';

import { useTranslations } from 'next-intl';
import { OperationPanel } from '@/components/operation/operation-panel';
import { useConnectorOperation } from '@/components/operation/use-connector-operation';
import { useSignedInUpn } from '@/components/shell/signed-in';
import { Button } from '@/components/ui/button';
import type { OperationView } from '@/lib/operation/operation-view';
import { refreshPage } from '@/lib/session/refresh-actions';

export type RemedyKind = 're-enable' | 'restore';

type RemedyProps = {
  readonly connectorId: string;
  readonly kind: RemedyKind;
  /** Of the page's address. */
  readonly operation: OperationView | null;
};

/** Puts right what the message above it tells, by one pop-up. */
export function Remedy({ connectorId, kind, operation: given }: RemedyProps) {
  const t = useTranslations('connector.remedy');
  const upn = useSignedInUpn();
  const initial = given?.kind === kind ? given : null;
  const operation = useConnectorOperation({ connectorId, upn, initial, onResult: nothingToShow, onEnd: showAnew });
  return (
    <div className="w-full">
      <Button variant="primary" onClick={() => operation.begin({ kind })}>
        {t(kind)}
      </Button>
      <OperationPanel operation={operation} kinds={[kind]} />
    </div>
  );
}

/** Neither brings anything that is shown once. */
function nothingToShow() {
  return undefined;
}

/** The page says what is so now. */
function showAnew({ state }: OperationView): void {
  if (state === 'done') void refreshPage().catch(() => undefined);
}
