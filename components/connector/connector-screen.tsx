import { useTranslations } from 'next-intl';
import { ApprovalPanel } from '@/components/approval/approval-panel';
import { approvalPanelMessages } from '@/components/approval/approval-panel-messages';
import { DoctorLink } from '@/components/doctor/doctor-link';
import { ClientMessages } from '@/components/ui/client-messages';
import { MessageBar } from '@/components/ui/message-bar';
import { PageHead } from '@/components/ui/page-head';
import { Time } from '@/components/ui/time';
import { type ConnectorPage, getConnector } from '@/lib/pages/connector-queries';
import { siemApiOf } from '@/lib/siem/through-detections';
import { getForeignSeen, getPermissionsSeen } from '@/lib/inspection/inspection-queries';
import { findConnectorOperation } from '@/lib/pages/operation-queries';
import type { OperationView } from '@/lib/operation/operation-view';
import { ConnectorCheck } from './connector-check';
import { ConnectorSections } from './connector-sections';
import { connectorSectionsMessages } from './connector-sections-messages';
import { HistoryLink } from './history-link';
import { IncompleteActions } from './incomplete-actions';
import { incompleteActionsMessages } from './incomplete-actions-messages';
import { IncompleteMessage } from './incomplete-message';
import { Remedy } from './remedy';
import { remedyMessages } from './remedy-messages';
import { JudgedPill } from './judged-pill';
import { ViewerNote } from './viewer-note';

type ConnectorScreenProps = {
  readonly connectorId: string;
  /** One that goes on here, after `Continue in this tab`. */
  readonly operationId: string | null;
};

export async function ConnectorScreen({ connectorId, operationId }: ConnectorScreenProps) {
  const connector = await getConnector(connectorId);
  const operation = operationId ? await findConnectorOperation(connectorId, operationId) : null;
  return <ConnectorContent connector={connector} operation={operation} />;
}

type ConnectorContentProps = {
  readonly connector: ConnectorPage;
  readonly operation: OperationView | null;
};

function ConnectorContent({ connector, operation }: ConnectorContentProps) {
  const t = useTranslations('connector');
  const shell = useTranslations('shell');
  const hasSections = connector.details !== null && connector.state !== 'removing' && connector.state !== 'removed';
  return (
    <>
      <PageHead
        crumbs={[
          { label: shell('settings') },
          { label: shell('siem'), href: '/settings/siem' },
          { label: connector.name },
        ]}
        title={connector.name}
        badge={<JudgedPill connector={connector} />}
        lede={t.rich('createdBy', { upn: connector.createdByUpn, time: () => <Time at={connector.createdAt} /> })}
        action={!hasSections && <HistoryLink connectorId={connector.id} />}
      />
      {!connector.mayChange && <ViewerNote />}
      {connector.state === 'removed' && connector.removedAt ? (
        <Removed connector={connector} removedAt={connector.removedAt} operation={operation} />
      ) : (
        <ConnectorCheck connector={connector} operation={operation} />
      )}
      <IncompleteMessage connectors={[connector]} mayChange={connector.mayChange}>
        {connector.state === 'incomplete' && <Incomplete connector={connector} />}
        {connector.state === 'removing' && <Removing connector={connector} />}
      </IncompleteMessage>
      {connector.awaitsApproval && (
        <div className="mt-4 max-w-[68ch] text-fg-2">
          <ClientMessages of={approvalPanelMessages}>
            <ApprovalPanel connectorId={connector.id} api={connector.api} mayAsk={connector.mayChange} />
          </ClientMessages>
        </div>
      )}
      <Figures connector={connector} />
      {connector.details && hasSections && (
        <ClientMessages of={connectorSectionsMessages}>
          <ConnectorSections
            connector={connector}
            details={connector.details}
            operation={operation}
            seen={getPermissionsSeen(connector.id)}
            foreign={getForeignSeen(connector.id)}
          />
        </ClientMessages>
      )}
      <DoctorLink />
    </>
  );
}

type RemovedProps = {
  readonly connector: ConnectorPage;
  readonly removedAt: string;
  readonly operation: OperationView | null;
};

const DAY_MS = 86_400_000;
/** Entra ID empties its recycle bin by itself. */
const RECYCLE_BIN_DAYS = 30;

/** It can be brought back until the directory forgets it. */
function Removed({ connector, removedAt, operation }: RemovedProps) {
  const t = useTranslations('connector.removedMessage');
  const until = new Date(Date.parse(removedAt) + RECYCLE_BIN_DAYS * DAY_MS).toISOString();
  return (
    <MessageBar
      tone="soon"
      title={t('title')}
      className="mt-4"
      actions={
        connector.mayChange && (
          <ClientMessages of={[...remedyMessages, ...incompleteActionsMessages]}>
            <Remedy connectorId={connector.id} kind="restore" operation={operation} />
            <IncompleteActions connectorId={connector.id} name={connector.name} mayResume={false} />
          </ClientMessages>
        )
      }
    >
      {t.rich('text', {
        removed: () => <Time at={removedAt} />,
        until: () => <Time at={until} style="date" />,
      })}
    </MessageBar>
  );
}

function Incomplete({ connector }: { readonly connector: ConnectorPage }) {
  const t = useTranslations('connector.incompleteMessage');
  const steps = useTranslations('setup.steps');
  const step = steps(connector.stoppedAt ?? 'application');
  return (
    <MessageBar
      tone="soon"
      title={t('title')}
      className="mt-4"
      actions={connector.mayChange && <IncompleteActions connectorId={connector.id} name={connector.name} mayResume />}
    >
      {t(connector.mayChange ? 'text' : 'viewer', { step })}
    </MessageBar>
  );
}

function Removing({ connector }: { readonly connector: ConnectorPage }) {
  const t = useTranslations('connector.removingMessage');
  return (
    <MessageBar
      tone="soon"
      title={t('title')}
      className="mt-4"
      actions={
        connector.mayChange && <IncompleteActions connectorId={connector.id} name={connector.name} mayResume={false} />
      }
    >
      {t(connector.mayChange ? 'text' : 'viewer')}
    </MessageBar>
  );
}

function Figures({ connector }: { readonly connector: ConnectorPage }) {
  const t = useTranslations('connector.figures');
  const siem = useTranslations('siem.types');
  const apis = useTranslations('enable.apis');
  const regions = useTranslations('enable.regions');
  const expiry = useTranslations('connector.expiry');
  const { api, region, detections, siemType, provenAt, lastFailure, nextExpiry } = connector;
  const apiDetail = detections ? apis(`${api}.short`) : api === 'defender-alerts' ? regions(region) : undefined;
  const figures = [
    { name: t('siem'), value: siem(`${siemType}.title`) },
    { name: t('api'), value: apis(`${siemApiOf(connector)}.short`), more: apiDetail },
    {
      name: t('proven'),
      value: provenAt ? <Time at={provenAt} /> : t('never'),
      more: lastFailure && t.rich('lastFailed', { time: () => <Time at={lastFailure.failedAt} /> }),
    },
    {
      name: t('expiry'),
      value: nextExpiry ? <Time at={nextExpiry.at} style="date" /> : t('none'),
      more: nextExpiry && expiry(nextExpiry.what),
    },
  ];
  return (
    <dl className="mt-6 grid grid-cols-2 gap-y-4 wide:grid-cols-4">
      {figures.map(({ name, value, more }, index) => (
        <div
          key={name}
          className={`border-divider pr-4 ${index % 2 === 1 ? 'border-l pl-5' : ''} ${index > 0 ? 'wide:border-l wide:pl-5' : ''}`}
        >
          <dt className="text-caption text-fg-3">{name}</dt>
          <dd className="mt-0.5 font-semibold">{value}</dd>
          {more && <dd className="text-caption text-fg-3">{more}</dd>}
        </div>
      ))}
    </dl>
  );
}
