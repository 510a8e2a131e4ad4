import 'server-only';
import { notFound } from 'next/navigation';
import { apiFacts } from '@/lib/cloud/alert-api';
import { leaseStore } from '@/lib/operation/lease-store';
import { mayGrantOn } from '@/lib/prerequisites/grantable-apis';
import { authorizeViewer } from '@/lib/session/access';
import { knownRoles } from '@/lib/session/directory-roles';
import { findSession, requireViewer } from '@/lib/session/session-queries';
import type { ConnectorDetails } from '@/lib/siem/connector-details';
import type { SiemResource } from '@/lib/siem/siem-permission';
import { accessDetails } from '@/lib/connector/access-details';
import { type Connector, isOrphanedCredential, type OperationStep } from '@/lib/connector/connector';
import { authorizeOnConnector } from '@/lib/connector/connector-access';
import { connectorStore } from '@/lib/connector/connector-store';
import { type DetectionsEndpoint, detectionsEndpoint } from '@/lib/connector/detections-endpoint';
import { type ConnectorSummary, summarise } from '@/lib/connector/connector-summary';
import { isChangeOpen } from '@/lib/inspection/plan-permissions';
import { detailsSource } from '@/lib/connector/details-source';
import { siemApis } from '@/lib/ownership/tenant-permission';

/** What the connector's page shows. */
export type ConnectorPage = ConnectorSummary & {
  readonly createdByUpn: string;
  /** Application permission, by value. */
  readonly appRole: string;
  readonly mayChange: boolean;
  /** Whether the SIEM reads incidents besides alerts. */
  readonly incidents: boolean;
  /** The APIs whose permissions this person may grant and remove. */
  readonly grantable: readonly SiemResource[];
  /** A change of permissions began and has not ended. */
  readonly changeOpen: boolean;
  /** As for a SIEM that calls Microsoft; null while set-up has not made it. */
  readonly details: ConnectorDetails | null;
  readonly detectionsEndpoint: DetectionsEndpoint;
  readonly secrets: readonly SecretView[];
  /** Credentials that work which broke off may have left in the tenant. */
  readonly orphanedCredentials: readonly OrphanedCredentialView[];
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

export type OrphanedCredentialView = {
  /** Display name in the directory. */
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string;
};

export type TokenDates = {
  readonly issuedAt: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshTokenExpiresAt: string;
};

/** For the title, which is made whether or not somebody may look: null for who may not, and for what is not there. */
export async function findConnectorName(id: string): Promise<string | null> {
  const session = await findSession();
  if (!session || !authorizeViewer(session)) return null;
  const connector = await connectorStore.find({ tenantId: session.tenantId, id });
  return connector?.name ?? null;
}

export async function getConnector(id: string): Promise<ConnectorPage> {
  const { session } = await requireViewer();
  const connector = await connectorStore.find({ tenantId: session.tenantId, id });
  if (!connector) notFound();
  return {
    ...summarise(connector, Date.now()),
    createdByUpn: connector.createdByUpn,
    appRole: apiFacts(connector.api).appRole,
    mayChange: (await authorizeOnConnector(session, connector)) !== null,
    incidents: connector.incidents,
    grantable: siemApis.filter((resource) => mayGrantOn(resource, knownRoles(session.roles))),
    changeOpen: isChangeOpen(connector),
    details: accessDetails(connector, detailsSource()),
    detectionsEndpoint: detectionsEndpoint(),
    secrets: connector.secrets.flatMap(toSecretView).reverse(),
    orphanedCredentials: await findOrphanedCredentials(connector),
    tokens: tokenDates(connector),
    awaitsApproval: connector.state === 'incomplete' && connector.steps.some(isApproval),
  };
}

function isApproval({ detail }: OperationStep): boolean {
  return detail?.kind === 'problem' && detail.cause === 'approval';
}

function toSecretView(secret: Connector['secrets'][number]): readonly SecretView[] {
  const { id, keyId, hint, createdAt, expiresAt, deliveredAt } = secret;
  if (secret.purpose !== 'siem' || !keyId || secret.removedAt) return [];
  const dates = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
  return [{ id, keyId, hint, ...dates, delivered: deliveredAt !== null }];
}

/** While work goes on, what it uses is not left behind; set-up that stopped takes care of its own. */
async function findOrphanedCredentials({
  id,
  tenantId,
  state,
  secrets,
}: Connector): Promise<readonly OrphanedCredentialView[]> {
  const found = secrets.filter(isOrphanedCredential);
  if (state !== 'ready' || found.length === 0 || (await leaseStore.isHeld(tenantId, id, new Date()))) return [];
  return found.map(({ label, createdAt, expiresAt }) => ({
    ...{ label, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() },
  }));
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
