/** One alert as the tenant thinks of it; two APIs tell it in two schemas. */
export type DetectedAlert = {
  readonly id: string;
  readonly incidentId: number;
  readonly investigationId: number | null;
  readonly investigationState: string;
  readonly severity: 'unspecified' | 'informational' | 'low' | 'medium' | 'high';
  readonly status: 'unknown' | 'new' | 'inProgress' | 'resolved';
  readonly verdict: AlertVerdict | null;
  readonly pattern: AlertPattern;
  readonly device: Device | null;
  readonly user: AccountHolder | null;
  readonly assignedTo: string | null;
  readonly createdAt: string;
  readonly firstActivityAt: string;
  readonly lastActivityAt: string;
  readonly lastUpdateAt: string;
  readonly resolvedAt: string | null;
  readonly comments: readonly AlertComment[];
  readonly evidence: readonly Evidence[];
};

export type AlertPattern = {
  readonly title: string;
  readonly description: string;
  readonly recommendedActions: string;
  readonly category: string;
  readonly severity: DetectedAlert['severity'];
  /** Defender for Endpoint spells its sources differently from Graph; `null` is not shown there at all. */
  readonly source: { readonly endpoint: string | null; readonly graph: string; readonly service: string };
  readonly techniques: readonly string[];
  readonly threatFamily: string | null;
  readonly evidence: readonly Evidence['kind'][];
};

/** Classification and determination of an analyst, in the words of either API. */
export type AlertVerdict = {
  readonly classification: 'truePositive' | 'falsePositive' | 'informationalExpectedActivity';
  readonly endpoint: string;
  readonly graph: string;
};

export type AlertComment = { readonly comment: string; readonly createdBy: string; readonly createdAt: string };

export type Device = {
  readonly id: string;
  readonly dnsName: string;
  readonly osPlatform: string;
  readonly osBuild: number;
  readonly group: string;
  readonly ipAddress: string;
};

export type AccountHolder = {
  readonly accountName: string;
  readonly sid: string;
  readonly objectId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
};

export type FileFacts = {
  readonly sha1: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly filePath: string;
  readonly size: number;
};

type Dated = { readonly createdAt: string; readonly detection: 'detected' | 'blocked' | 'prevented' };

export type Evidence = Dated &
  (
    | { readonly kind: 'user'; readonly user: AccountHolder }
    | { readonly kind: 'file'; readonly file: FileFacts }
    | {
        readonly kind: 'process';
        readonly file: FileFacts;
        readonly parent: { readonly fileName: string; readonly filePath: string; readonly processId: number };
        readonly processId: number;
        readonly commandLine: string;
        readonly startedAt: string;
        readonly parentStartedAt: string;
        readonly user: AccountHolder;
      }
    | { readonly kind: 'ip'; readonly ipAddress: string }
    | { readonly kind: 'url'; readonly url: string }
    | {
        readonly kind: 'registry';
        readonly hive: string;
        readonly key: string;
        readonly valueName: string;
        readonly value: string;
        readonly valueType: string;
      }
  );

export const windowsDomain = 'CONTOSO';
