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
  readonly state: Connector['state'];
  /** The step that set-up stopped at. */
  readonly stoppedAt: StepName | null;
  readonly createdAt: string;
  /** When the credential was last seen to work. */
  readonly provenAt: string | null;
  /** When its SIEM last got an answer of the detections API. */
  readonly pulledAt: string | null;
  readonly disabledAt: string | null;
  readonly removedAt: string | null;
  /** The verification that failed since then. */
  readonly lastFailure: ConnectionFailure | null;
  readonly nextExpiry: Expiry | null;
  /** When this was read, milliseconds since the epoch: what is left is counted from here. */
  readonly readAt: number;
};

export type Expiry = { readonly what: 'secret' | 'refreshToken'; readonly at: string; readonly from: string };

/** @param now milliseconds since the epoch */
export function summarise(connector: Connector, now: number): ConnectorSummary {
  const { id, name, appId, api, region, detections, siemType } = connector;
  const nextExpiry = findExpiries(connector)[0] ?? null;
  const stopped = stepNames.find(
    (step) => !connector.steps.some(({ name, state }) => name === step && state === 'ended'),
  );
  return {
    ...{ id, name, appId, api, region, detections, siemType, nextExpiry, readAt: now },
    state: connector.state,
    stoppedAt: connector.state === 'incomplete' ? (stopped ?? 'credential') : null,
    createdAt: connector.createdAt.toISOString(),
    provenAt: connector.provenAt?.toISOString() ?? null,
    pulledAt: connector.pulledAt?.toISOString() ?? null,
    disabledAt: connector.disabledAt?.toISOString() ?? null,
    removedAt: connector.removedAt?.toISOString() ?? null,
    lastFailure: findLastFailure(connector),
  };
}

/** The verification that failed since the last proof. */
function findLastFailure({ failure, provenAt }: Connector): ConnectionFailure | null {
  if (!failure || (provenAt && provenAt >= new Date(failure.failedAt))) return null;
  return failure;
}

/** What ends when, by the portal's own rows: the secret that the SIEM uses, and the token that it was given. */
export function findExpiries(connector: Connector): readonly Expiry[] {
  const secret = currentSecret(connector);
  const { refreshTokenIssuedAt: issued, refreshTokenExpiresAt: ends } = connector;
  const found: Expiry[] = [];
  if (secret) found.push({ what: 'secret', at: secret.expiresAt.toISOString(), from: secret.createdAt.toISOString() });
  if (issued && ends) found.push({ what: 'refreshToken', at: ends.toISOString(), from: issued.toISOString() });
  return found.sort((one, other) => one.at.localeCompare(other.at));
}
