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

/** One line since the end of 2023, four before; clients are told to show it but not to parse it. */
export function describeRefusal({ number, message }: Aadsts, { traceId, correlationId, timestamp }: Stamp): string {
  return [
    `AADSTS${number}: ${message}`,
    `Trace ID: ${traceId}`,
    `Correlation ID: ${correlationId}`,
    `Timestamp: ${timestamp}`,
  ].join(' ');
}
