import 'server-only';
import { notFound } from 'next/navigation';
import { apiFacts } from '@/lib/cloud/alert-api';
import { requireViewer } from '@/lib/session/session-queries';
import type { ConnectorDetails } from '@/lib/siem/connector-details';
import { accessDetails } from './access-details';
import type { Connector, SetupStep } from './connector';
import { admitToConnector } from './connector-access';
import { connectorStore } from './connector-store';
import { byUrgency, type ConnectorSummary, summarise } from './connector-summary';
import { detailsSource } from './setup-wiring';

export async function listConnectors(): Promise<readonly ConnectorSummary[]> {
  const { session } = await requireViewer();
  const connectors = await connectorStore.list(session.tenantId);
  return connectors.map((connector) => summarise(connector, Date.now())).sort(byUrgency);
}

/** What the connector's page shows. */
export type ConnectorPage = ConnectorSummary & {
  readonly createdByUpn: string;
  /** Application permission, by value. */
  readonly appRole: string;
  readonly mayChange: boolean;
  /** Null while set-up has not made it. */
  readonly details: ConnectorDetails | null;
  readonly secrets: readonly SecretView[];
  readonly tokens: TokenDates | null;
  /** Set-up stopped because an administrator has to grant the permission. */
  readonly awaitsApproval: boolean;
};

export type SecretView = {
  readonly id: string;
  readonly keyId: string;
  readonly hint: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly delivered: boolean;
};

export type TokenDates = {
  readonly issuedAt: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshTokenExpiresAt: string;
};

export async function getConnector(id: string): Promise<ConnectorPage> {
  const { session } = await requireViewer();
  const connector = await connectorStore.find({ tenantId: session.tenantId, id });
  if (!connector) notFound();
  return {
    ...summarise(connector, Date.now()),
    createdByUpn: connector.createdByUpn,
    appRole: apiFacts(connector.api).appRole,
    mayChange: (await admitToConnector(session, connector)) !== null,
    details: accessDetails(connector, detailsSource()),
    secrets: connector.secrets.flatMap(toSecretView).reverse(),
    tokens: tokenDates(connector),
    awaitsApproval: connector.state === 'incomplete' && connector.steps.some(isApproval),
  };
}

function isApproval({ detail }: SetupStep): boolean {
  return detail?.kind === 'problem' && detail.cause === 'approval';
}

function toSecretView(secret: Connector['secrets'][number]): readonly SecretView[] {
  const { id, keyId, hint, createdAt, expiresAt, deliveredAt } = secret;
  if (secret.purpose !== 'siem' || !keyId || secret.removedAt) return [];
  const dates = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return [{ id, keyId, hint, ...dates, delivered: deliveredAt !== null }];
}

function tokenDates(connector: Connector): TokenDates | null {
  const { refreshTokenIssuedAt: issued, refreshTokenExpiresAt: ends, accessTokenExpiresAt: accessEnds } = connector;
  if (!issued || !ends || !accessEnds) return null;
  return {
    issuedAt: issued.toISOString(),
    accessTokenExpiresAt: accessEnds.toISOString(),
    refreshTokenExpiresAt: ends.toISOString(),
  };
}
