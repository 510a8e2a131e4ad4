import type { ApprovalStore } from '@/lib/approval/approval-store';
import type { AuditTrail } from '@/lib/audit/audit';
import type { ApiEndpoint } from '@/lib/cloud/alert-api';
import type { GraphContext } from '@/lib/graph/graph-context';
import type { Ownership } from '@/lib/ownership/ownership';
import type { Operator } from '@/lib/session/access';
import type { AlertApi } from '@/lib/siem/connector-details';
import type { Connector } from '@/lib/connector/connector';
import type { ConnectorStore } from '@/lib/connector/connector-store';
import type { Journal } from '@/lib/connector/journal-store';
import type { AbsenceClock } from './replication';

/** What work on a connector in the tenant needs from outside. */
export type DirectoryContext = {
  readonly operator: Operator;
  /** With the elevated token of the flow. */
  readonly graph: GraphContext;
  readonly connectors: ConnectorStore;
  readonly approvals: ApprovalStore;
  /** Where this operation's steps are written down. */
  readonly journal: Journal;
  readonly audit: AuditTrail;
  /** Proves to this portal what it made. */
  readonly ownership: Ownership;
  readonly clock: AbsenceClock;
  readonly fetch: typeof fetch;
  /** Origin that issues tokens. */
  readonly authorityHost: string;
  /** Registered on every connector application. */
  readonly redirectUris: readonly string[];
  /** The API that the connector reads, as the portal's cloud offers it; null where it does not exist. */
  readonly findApi: (connector: Connector) => ApiEndpoint | null;
  /** The detections API of this portal, called as a SIEM calls it. */
  readonly readDetections: ReadDetections;
  /** The API's service principal and permission, when a check has read them; else they are read now. */
  readonly knownResource: (api: AlertApi) => GrantTarget | null;
  readonly requestId: string;
};

export type GrantTarget = { readonly servicePrincipalId: string; readonly appRoleId: string };

/** The secret while it is on its way from Graph's answer to one browser. In memory only. */
export type RevealedSecret = {
  /** Our own id of it, to say that it was shown. */
  readonly secretId: string;
  /** The directory's id of it. */
  readonly keyId: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly text: string;
};

/** The detections API of this portal, called as a SIEM calls it: a query with its question mark, and a token. */
export type ReadDetections = (query: string, accessToken: string) => Promise<Response>;
