import type { BearerBudget } from '@/lib/bearer/bearer-budget';
import type { ProveToken } from '@/lib/bearer/prove-token';
import type { Cloud } from '@/lib/cloud/cloud';
import type { Clock } from '@/lib/http/retry';
import type { ServiceErrorKind } from '@/lib/http/service-error';
import type { AlertApi } from '@/lib/siem/connector-details';
import type { ConcurrencyLimit } from '@/lib/rate-limit/concurrency-limit';
import type { StreamEnd } from './detection-stream';
import type { PullRecord } from '@/lib/connector/pull-record';

/** What is logged of an answer: nothing of the token, the query or a row. */
export type DetectionReport = {
  readonly api: AlertApi;
  readonly end: StreamEnd | 'refused';
  readonly rows: number;
  readonly problem: ServiceErrorKind | null;
  readonly upstreamRequestId: string | null;
};

export type DetectionDependencies = {
  readonly isOn: boolean;
  readonly cloud: Cloud;
  /** The portal's own tenant: tokens of another are not passed on. */
  readonly tenantId: string;
  readonly send: typeof fetch;
  readonly clock: Clock;
  readonly concurrency: ConcurrencyLimit;
  readonly prove: ProveToken;
  readonly budget: BearerBudget;
  /** Counts a request that was answered here, without Microsoft. */
  readonly refused: (reason: string) => void;
  readonly report: (report: DetectionReport) => void;
  readonly recordPull: PullRecord;
};
