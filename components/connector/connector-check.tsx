import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { MessageBar } from '@/components/ui/message-bar';
import type { ConnectorPage } from '@/lib/pages/connector-queries';
import type { ConnectorFault } from '@/lib/connector/connector-evidence';
import type { Inspection } from '@/lib/inspection/inspection';
import { getInspection } from '@/lib/inspection/inspection-queries';
import { RequestId } from '@/components/problem/request-id';

/** What somebody changed in Entra, with the way out. Appears when the directory has answered; the page never waits. */
export function ConnectorCheck({ connector }: { readonly connector: ConnectorPage }) {
  return (
    <Suspense fallback={null}>
      <ReadCheck connector={connector} />
    </Suspense>
  );
}

async function ReadCheck({ connector }: { readonly connector: ConnectorPage }) {
  return <CheckResult connector={connector} inspection={await getInspection(connector.id)} />;
}

type FoundProps = { readonly connector: ConnectorPage; readonly inspection: Inspection };

function CheckResult({ connector, inspection }: FoundProps) {
  return (
    <>
      {inspection.faults.map((fault) => (
        <Fault key={fault} connector={connector} fault={fault} />
      ))}
      {inspection.unread && <Unread requestId={inspection.unread.requestId} />}
    </>
  );
}

function Fault({ connector, fault }: { readonly connector: ConnectorPage; readonly fault: ConnectorFault }) {
  const t = useTranslations('connector.check');
  const { name, appRole } = connector;
  return (
    <MessageBar tone="bad" title={t(`${fault}.title`, { role: appRole })} className="mt-4">
      {t(`${fault}.text`)}
      {connector.mayChange && <span className="mt-1 block">{t(`${fault}.next`, { name })}</span>}
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
