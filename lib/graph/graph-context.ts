import type { RetryContext } from '@/lib/http/retry';

/** Everything that a call to Microsoft Graph needs from outside. */
export type GraphContext = {
  /** Origin, such as https://graph.microsoft.com. */
  readonly graphUrl: string;
  /** Access token of the person, for Microsoft Graph. */
  readonly token: string;
  readonly fetch: typeof fetch;
  readonly clock: RetryContext;
};
