import type { RegionId } from '@/lib/cloud/region';
import type { AlertApi } from '@/lib/siem/connector-details';
import type { SiemType } from '@/lib/siem/catalogue/siem-catalogue';
import { currentSecret } from './access-details';
import { type ConnectionFailure, type Connector, type StepName, stepNames } from './connector';

/** A row of the list. Times are ISO 8601, UTC. */
export type ConnectorSummary = {
  readonly id: string;
  readonly name: string;
  readonly appId: string | null;
  readonly api: AlertApi;
  readonly region: RegionId;
  /** Its SIEM calls the detections API of this portal. */
  readonly detections: boolean;
  readonly siemType: SiemType;
  readonly status: ConnectorStatus;
  /** The step that set-up stopped at. */
  readonly stoppedAt: StepName | null;
  readonly createdAt: string;
  /** When the credential was last seen to work. */
  readonly provenAt: string | null;
  /** The verification that failed since then. */
  readonly lastFailure: ConnectionFailure | null;
  readonly nextExpiry: Expiry | null;
  /** When this was read, milliseconds since the epoch: what is left is counted from here. */
  readonly readAt: number;
};

/** What needs attention comes first. */
export const connectorStatuses = ['notWorking', 'removing', 'incomplete', 'expired', 'expiresSoon', 'healthy'] as const;

export type ConnectorStatus = (typeof connectorStatuses)[number];

export type Expiry = { readonly what: 'secret' | 'refreshToken'; readonly at: string; readonly from: string };

/** How long before its end a secret or a token expires soon. */
export const SOON_MS = 14 * 86_400_000;

/** @param now milliseconds since the epoch */
export function summarise(connector: Connector, now: number): ConnectorSummary {
  const { id, name, appId, api, region, detections, siemType } = connector;
  const nextExpiry = findNextExpiry(connector);
  const stopped = stepNames.find(
    (step) => !connector.steps.some(({ name, state }) => name === step && state === 'ended'),
  );
  return {
    ...{ id, name, appId, api, region, detections, siemType, nextExpiry, readAt: now },
    status: connectorStatus(connector, nextExpiry, now),
    stoppedAt: connector.state === 'incomplete' ? (stopped ?? 'credential') : null,
    createdAt: connector.createdAt.toISOString(),
    provenAt: connector.provenAt?.toISOString() ?? null,
    lastFailure: findLastFailure(connector),
  };
}

function findLastFailure({ failure, provenAt }: Connector): ConnectionFailure | null {
  if (!failure || (provenAt && provenAt >= new Date(failure.failedAt))) return null;
  return failure;
}

function findNextExpiry(connector: Connector): Expiry | null {
  const secret = currentSecret(connector);
  const { refreshTokenIssuedAt: issued, refreshTokenExpiresAt: ends } = connector;
  const found: Expiry[] = [];
  if (secret) found.push({ what: 'secret', at: secret.expiresAt.toISOString(), from: secret.createdAt.toISOString() });
  if (issued && ends) found.push({ what: 'refreshToken', at: ends.toISOString(), from: issued.toISOString() });
  return found.sort((one, other) => one.at.localeCompare(other.at))[0] ?? null;
}

function connectorStatus(connector: Connector, expiry: Expiry | null, now: number): ConnectorStatus {
  if (connector.state !== 'ready') return connector.state;
  if (!currentSecret(connector)) return 'notWorking';
  const left = expiry ? new Date(expiry.at).getTime() - now : Infinity;
  if (left <= 0) return 'expired';
  return left <= SOON_MS ? 'expiresSoon' : 'healthy';
}
