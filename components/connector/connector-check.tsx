import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { MessageBar } from '@/components/ui/message-bar';
import { ClientMessages } from '@/components/ui/client-messages';
import type { OperationView } from '@/lib/operation/operation-view';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import type { ConnectorFault } from '@/lib/connector/connector-evidence';
import type { Inspection } from '@/lib/inspection/inspection';
import { getInspection } from '@/lib/inspection/inspection-queries';
import { RequestId } from '@/components/problem/request-id';
import { Remedy, type RemedyKind } from './remedy';
import { remedyMessages } from './remedy-messages';

/** What somebody changed in Entra, with the way out. Appears when the directory has answered; the page never waits. */
type CheckProps = {
  readonly connector: ConnectorPage;
  /** Of the page's address. */
  readonly operation: OperationView | null;
};

export function ConnectorCheck(props: CheckProps) {
  return (
    <Suspense fallback={null}>
      <ReadCheck {...props} />
    </Suspense>
  );
}

async function ReadCheck(props: CheckProps) {
  return <CheckResult {...props} inspection={await getInspection(props.connector.id)} />;
}

function CheckResult({ inspection, ...props }: CheckProps & { readonly inspection: Inspection }) {
  return (
    <>
      {inspection.faults.map((fault) => (
        <Fault key={fault} {...props} fault={fault} />
      ))}
      {inspection.unread && <Unread requestId={inspection.unread.requestId} />}
    </>
  );
}

/** What one pop-up puts right. */
const remedies: Readonly<Partial<Record<ConnectorFault, RemedyKind>>> = {
  applicationGone: 'restore',
  principalGone: 'restore',
  deactivated: 're-enable',
  disabled: 're-enable',
};

function Fault({ connector, fault, operation }: CheckProps & { readonly fault: ConnectorFault }) {
  const t = useTranslations('connector.check');
  const { name, appRole } = connector;
  const remedy = remedies[fault];
  // Switched off here, on purpose.
  const isMeant = remedy === 're-enable' && connector.disabledAt !== null;
  return (
    <MessageBar
      tone={isMeant ? 'plain' : 'bad'}
      title={t(`${isMeant ? 'disabledHere' : fault}.title`, { role: appRole })}
      className="mt-4"
      actions={
        remedy &&
        connector.mayChange && (
          <ClientMessages of={remedyMessages}>
            <Remedy connectorId={connector.id} kind={remedy} operation={operation} />
          </ClientMessages>
        )
      }
    >
      {t(`${isMeant ? 'disabledHere' : fault}.text`)}
      {connector.mayChange && !isMeant && <span className="mt-1 block">{t(`${fault}.next`, { name })}</span>}
    </MessageBar>
  );
}

function Unread({ requestId }: { readonly requestId: string | null }) {
  const t = useTranslations('connector.check.unread');
  return (
    <MessageBar tone="plain" title={t('title')} className="mt-4">
      {t('text')}
      {requestId && <RequestId id={requestId} />}
    </MessageBar>
  );
}
