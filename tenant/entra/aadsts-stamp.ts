import { randomUUID } from 'node:crypto';
import type { Aadsts } from './aadsts';

/** What Entra ID adds to every refusal so that its support can find it again. */
export type Stamp = { readonly traceId: string; readonly correlationId: string; readonly timestamp: string };

export function stamp(now: number, correlationId: string | undefined): Stamp {
  return {
    traceId: randomUUID(),
    correlationId: correlationId ?? randomUUID(),
    timestamp: `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`,
  };
}

/** The wording clients are told to show but not to parse. */
export function describeRefusal({ number, message }: Aadsts, { traceId, correlationId, timestamp }: Stamp): string {
  return [
    `AADSTS${number}: ${message}`,
    `Trace ID: ${traceId}`,
    `Correlation ID: ${correlationId}`,
    `Timestamp: ${timestamp}`,
  ].join('\r\n');
}
