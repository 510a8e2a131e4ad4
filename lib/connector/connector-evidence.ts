import type { ConnectionFailure, Connector } from './connector';
import type { Expiry } from './connector-summary';

/** What somebody changed in Entra, so that the SIEM gets no alerts. The worst first. */
export const connectorFaults = [
  'applicationGone',
  /** The application is there, its service principal is not. */
  'principalGone',
  'disabledByMicrosoft',
  /** The application is deactivated: nobody gets new tokens for it. */
  'deactivated',
  /** Nobody may sign in with the service principal. */
  'disabled',
  'permissionGone',
  'secretsGone',
  'secretsExpired',
] as const;
export type ConnectorFault = (typeof connectorFaults)[number];

/** What the directory said of a connector, and when. Times are milliseconds since the epoch. */
export type DirectoryEvidence =
  /** It was asked, and has not answered yet. */
  | { readonly state: 'pending' }
  /** It, or a part of what was asked, could not be read. */
  | { readonly state: 'unread'; readonly at: number }
  | {
      readonly state: 'read';
      readonly at: number;
      readonly faults: readonly ConnectorFault[];
      /** When the secret in use ends by the directory; null when it has none that counts. */
      readonly secretEndsAt: number | null;
      /** Something was made so recently that its absence may mean nothing. */
      readonly settling: boolean;
    };

/** All that a status follows from. */
export type ConnectorEvidence = {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly record: Pick<Connector, 'state' | 'disabledAt' | 'removedAt'> & {
    /** The end of what ends first by the portal's own rows; of the secret and of the token. */
    readonly expiries: readonly Expiry[];
  };
  readonly directory: DirectoryEvidence;
  readonly proof: {
    /** When the portal last read alerts with the connector's own credential. */
    readonly provenAt: Date | null;
    /** When its SIEM last got an answer of this portal's detections API. */
    readonly pulledAt: Date | null;
    readonly failure: ConnectionFailure | null;
  };
};
