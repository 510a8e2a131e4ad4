import { z } from 'zod';
import type { RegionId } from '@/lib/cloud/region';
import type { FindingId } from '@/lib/doctor/finding-id';
import { networkKinds } from '@/lib/http/network-kind';
import type { AlertApi } from '@/lib/siem/connector-details';
import type { SiemType } from '@/lib/siem/catalogue/siem-catalogue';

export const connectorStates = ['incomplete', 'ready', 'removing', 'removed'] as const;

/** One SIEM's access to Defender's alerts: metadata only. */
export type Connector = {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly api: AlertApi;
  readonly region: RegionId;
  /** Its SIEM calls the detections API of this portal, and the portal the API. */
  readonly detections: boolean;
  readonly siemType: SiemType;
  /** Whether the SIEM reads incidents besides alerts. */
  readonly incidents: boolean;
  /**
   * incomplete: set-up began and has not ended; removing: so did its removal, which can only go on; removed: its
   * application is in the recycle bin, and can be restored.
   */
  readonly state: (typeof connectorStates)[number];
  /** Identity of the application in the directory, chosen before it exists. */
  readonly uniqueName: string;
  /** How long a new client secret lives. */
  readonly secretDays: number;
  /** Of its application, where the tenant requires one. */
  readonly serviceManagementReference: string | null;
  readonly applicationObjectId: string | null;
  readonly appId: string | null;
  readonly servicePrincipalId: string | null;
  readonly createdByUpn: string;
  readonly createdAt: Date;
  readonly accessTokenExpiresAt: Date | null;
  readonly refreshTokenIssuedAt: Date | null;
  readonly refreshTokenExpiresAt: Date | null;
  /** When the credential was last seen to work. */
  readonly provenAt: Date | null;
  /** When its SIEM last got an answer of this portal's detections API. */
  readonly pulledAt: Date | null;
  /** When somebody said that its SIEM shows alerts. */
  readonly confirmedAt: Date | null;
  /** When it was switched off here, on purpose. */
  readonly disabledAt: Date | null;
  /** When its application was moved to the recycle bin. */
  readonly removedAt: Date | null;
  /** The newest verification that failed, even if a later one did not. */
  readonly failure: ConnectionFailure | null;
  readonly secrets: readonly ConnectorSecret[];
  readonly steps: readonly OperationStep[];
};

/** When a password works; never what it is. */
export type ConnectorSecret = {
  readonly id: string;
  /** siem: for the SIEM. exchange: lives for one token exchange. */
  readonly purpose: 'siem' | 'exchange';
  /** Null until Graph has answered. */
  readonly keyId: string | null;
  readonly hint: string | null;
  /** Its display name in the directory, which finds it when the answer was lost. */
  readonly label: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When a browser said that it shows the secret. */
  readonly deliveredAt: Date | null;
  readonly removedAt: Date | null;
};

/** Made by work that broke off, so that nobody knows it: of an exchange, or never answered. */
export function isOrphanedCredential({ purpose, keyId, removedAt }: ConnectorSecret): boolean {
  return removedAt === null && (purpose === 'exchange' || keyId === null);
}

export const stepNames = ['application', 'servicePrincipal', 'permission', 'credential'] as const;
export type StepName = (typeof stepNames)[number];

/** All that the journal knows: the steps of set-up, and operations that take one step. */
export const journalNames = [
  ...stepNames,
  'permissions',
  'remove-foreign',
  'undo',
  'disable',
  're-enable',
  'remove',
  'restore',
  'new-secret',
  'remove-secret',
  'tokens',
  'verify',
  'clean-up',
] as const;
export type JournalName = (typeof journalNames)[number];

/** Why a step did not end. The words are the page's. */
export const stepProblemSchema = z.object({
  kind: z.literal('problem'),
  cause: z.enum([
    'throttled',
    'unavailable',
    'unreachable',
    'malformed',
    /** The elevated token has ended: consent again. */
    'signInAgain',
    /** Role or permission missing. */
    'forbidden',
    /** An administrator has to grant the permission. */
    'approval',
    /** The tenant's app management policy. */
    'policy',
    /** The API's service principal or its permission is not in this tenant. */
    'apiMissing',
    /** New objects did not become known everywhere in time. */
    'replication',
    /** Entra refused the credential. */
    'entra',
    /** The alerts API refused. */
    'alertsApi',
    /** This portal's own detections API, by its setting. */
    'detectionsOff',
    /** Others get into the application by what this portal did not make, and it could not be removed. */
    'foreign',
    /** Microsoft Graph refused what was sent. */
    'refused',
    /** Other work on the same connector goes on. */
    'busy',
    /** The portal itself stopped in the middle. */
    'interrupted',
    /** The connector is being removed, which can only go on. */
    'removing',
    /** What was deleted is not in the recycle bin any more. */
    'purged',
    /** Somebody deleted it: it is in the recycle bin. */
    'deleted',
  ]),
  status: z.number().nullable(),
  aadsts: z.number().nullable(),
  requestId: z.string().nullable(),
  /** Which error it was, by the doctor's names; left out where the cause is all that is known. */
  finding: z.custom<FindingId>((id) => typeof id === 'string').optional(),
  /** Microsoft Graph's own name for it. */
  code: z.string().optional(),
  /** Why there was no answer, where the network is why. */
  network: z
    .object({ kind: z.enum(networkKinds), host: z.string(), code: z.string(), issuer: z.string().optional() })
    .optional(),
  /** What is in the recycle bin, and until when; ISO 8601, UTC. */
  deleted: z.object({ what: z.enum(['application', 'servicePrincipal']), until: z.iso.datetime() }).optional(),
});

export type StepProblem = z.infer<typeof stepProblemSchema>;

/** Why a verification failed: what its page showed, without anything secret. */
export const connectionFailureSchema = z.object({
  /** ISO 8601, UTC. */
  failedAt: z.iso.datetime(),
  at: z.enum(['credential', 'token', 'alerts', 'siemCall']),
  problem: stepProblemSchema,
  /** Application permissions in the token; null when there was no token. */
  roles: z.array(z.string()).nullable(),
});

export type ConnectionFailure = z.infer<typeof connectionFailureSchema>;

/** What a step that is still running waits for. */
export const stepWaitSchema = z.object({
  kind: z.literal('wait'),
  reason: z.enum(['throttled', 'unavailable', 'replication']),
  attempt: z.number().int(),
  /** Milliseconds since the epoch. */
  since: z.number(),
  until: z.number(),
  /** When it gives up; null when the wait is a single one. */
  deadline: z.number().nullable(),
});

export type StepWait = z.infer<typeof stepWaitSchema>;

export const stepDetailSchema = z.discriminatedUnion('kind', [stepProblemSchema, stepWaitSchema]);

export type OperationStep = {
  /** The operation that took it last; null where the connector was adopted. */
  readonly operationId: string | null;
  readonly name: JournalName;
  readonly state: 'started' | 'ended' | 'failed';
  readonly detail: StepProblem | StepWait | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
};

export const CONNECTOR_TAG = 'siem-connect';
