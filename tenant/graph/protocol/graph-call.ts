import type { Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import type { AccessRule } from './access-rule';
import type { Caller } from './caller';
import type { GraphRefusal } from './graph-refusal';

export type GraphBody =
  { readonly kind: 'none' } | { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'unreadable' };

export type GraphVersion = 'v1.0' | 'beta';

/** A request as it reached Graph, on its own or inside a batch. */
export type GraphRequest = {
  readonly version: GraphVersion;
  readonly method: string;
  /** Below the version, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: GraphBody;
};

/** The same request once its route is known. */
export type GraphCall = GraphRequest & {
  readonly caller: Caller;
  /** What stood at the placeholders of the route, in order. */
  readonly keys: readonly string[];
};

export type JsonObject = Readonly<Record<string, unknown>>;

export type GraphAnswer = {
  readonly status: 200 | 201 | 204;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
};

export type GraphOutcome = Result<GraphAnswer, GraphRefusal>;

export type GraphRoute = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Segments, with `{}` for a key. */
  readonly template: string;
  readonly access: AccessRule;
  /** Runs without interruption, so that reading, judging and writing are one step. */
  readonly handle: (tenant: Tenant, call: GraphCall) => GraphOutcome;
};

export const graphMetadata = 'https://graph.microsoft.com/v1.0/$metadata';

/** The advanced query engine is asked for by this header. */
export function isEventual({ headers }: Pick<GraphRequest, 'headers'>): boolean {
  return headers.get('consistencylevel')?.toLowerCase() === 'eventual';
}

export function prefers({ headers }: Pick<GraphRequest, 'headers'>, preference: string): boolean {
  return (headers.get('prefer') ?? '')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .includes(preference);
}
