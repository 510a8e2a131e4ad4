import type { Cloud } from '@/lib/cloud/cloud';
import type { AlertApi } from '@/lib/siem/connector-details';
import type { ConcurrencyLimit } from './concurrency-limit';
import type { StreamEnd } from './detection-stream';
import type { UpstreamProblem } from './upstream-problem';
import type { Sleep } from './upstream-wait';

/** What is logged of an answer: nothing of the token, the query or a row. */
export type DetectionReport = {
  readonly api: AlertApi;
  readonly end: StreamEnd | 'refused';
  readonly rows: number;
  readonly problem: UpstreamProblem['kind'] | null;
  readonly upstreamRequestId: string | null;
};

export type DetectionDependencies = {
  readonly isOn: boolean;
  readonly cloud: Cloud;
  /** The portal's own tenant: tokens of another are not passed on. */
  readonly tenantId: string;
  readonly send: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: Sleep;
  readonly concurrency: ConcurrencyLimit;
  readonly report: (report: DetectionReport) => void;
};
