import 'server-only';
import { securityHeaders } from '@/lib/graph/security-headers';
import type { Service, ServiceRequest } from '@/lib/http/call-service';

export type AlertsRequest = ServiceRequest & {
  /** With its query. */
  readonly url: string;
  /** Beside those that every call has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes a SIEM's own call, to which nothing is added that the SIEM would not send. */
  readonly asSiem?: boolean;
};

export type AlertsAccess = {
  readonly fetch: typeof fetch;
  /** `Bearer` and an access token. */
  readonly authorization: string;
};

type Bounds = Pick<Service<AlertsRequest>, 'timeoutMs' | 'longestAnswerBytes'>;

/** An alerts API, Defender's or Graph's, for whoever the token belongs to. */
export function alertsService({ fetch: send, authorization }: AlertsAccess, bounds: Bounds): Service<AlertsRequest> {
  return {
    ...bounds,
    send: ({ url, method, headers, asSiem = false }, { requestId, signal }) =>
      send(url, {
        method,
        headers: {
          ...(asSiem ? {} : securityHeaders(url)),
          ...headers,
          accept: 'application/json',
          Authorization: authorization,
          'client-request-id': requestId,
        },
        // A redirect would carry the token to another address.
        redirect: 'error',
        cache: 'no-store',
        signal,
      }),
  };
}
