import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { matchesFilter } from '../../odata/match-filter';
import { readQueryOptions, type QueryOptions, type QueryRules } from '../../odata/query-options';
import { graphMetadata, isEventual, type GraphCall, type GraphOutcome, type JsonObject } from './graph-call';
import type { GraphRefusal } from './graph-refusal';
import { refuseQuery, unsupportedQuery } from './query-refusal';

export type ResourceRules = {
  /** Name of the type in the metadata. */
  readonly type: string;
  /** How the answer's `@odata.context` names the set. */
  readonly context: string;
  readonly query: QueryRules;
};

/** A page of a directory collection, filtered, ordered and projected as asked. */
export function answerCollection(
  tenant: Tenant,
  call: GraphCall,
  { rules, rows }: { readonly rules: ResourceRules; readonly rows: readonly JsonObject[] },
): GraphOutcome {
  const options = readOptions(call, rules);
  if (!options.ok) return options;
  const { filter, select, top, skipToken, wantsCount } = options.value;
  const found = sortRows(filter === undefined ? rows : rows.filter((row) => matchesFilter(filter, row)), options.value);
  const start = skipToken ?? 0;
  const { size, emptyFirst } = tenant.store.read().settings.pages;
  const isPaged = rules.query.options.includes('$skiptoken');
  const isEmpty = isPaged && emptyFirst && skipToken === undefined && found.length > 0;
  const end = isEmpty ? start : start + (top ?? (isPaged ? size : found.length));
  return succeed({
    status: 200,
    body: {
      '@odata.context': contextOf(rules.context, select),
      // Without the header the directory silently ignores the option.
      ...(wantsCount && isEventual(call) && { '@odata.count': found.length }),
      ...(end < found.length && { '@odata.nextLink': nextLink(tenant, call, end) }),
      value: found.slice(start, end).map((row) => project(row, select)),
    },
  });
}

export function answerEntity(call: GraphCall, rules: ResourceRules, row: JsonObject): GraphOutcome {
  const options = readOptions(call, entityRules(rules));
  if (!options.ok) return options;
  const { select } = options.value;
  return succeed({
    status: 200,
    body: { '@odata.context': `${contextOf(rules.context, select)}/$entity`, ...project(row, select) },
  });
}

export function created(rules: ResourceRules, row: JsonObject): GraphOutcome {
  return succeed({ status: 201, body: { '@odata.context': `${contextOf(rules.context, undefined)}/$entity`, ...row } });
}

export function noContent(): GraphOutcome {
  return succeed({ status: 204 });
}

/** Annotations travel with the row whatever is selected. */
function project(row: JsonObject, select: readonly string[] | undefined): JsonObject {
  if (select === undefined) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => select.includes(name) || name.startsWith('@')));
}

function readOptions(call: GraphCall, rules: ResourceRules): Result<QueryOptions, GraphRefusal> {
  const options = readQueryOptions(call.query, rules.query);
  if (!options.ok) return fail(refuseQuery(options.error, rules.type));
  if (options.value.isAdvanced && !(isEventual(call) && options.value.wantsCount)) {
    return fail(unsupportedQuery('Request with this query needs ConsistencyLevel: eventual and $count=true.'));
  }
  return options;
}

function entityRules(rules: ResourceRules): ResourceRules {
  return { ...rules, query: { ...rules.query, options: ['$select'] } };
}

function contextOf(context: string, select: readonly string[] | undefined): string {
  return `${graphMetadata}#${context}${select === undefined ? '' : `(${select.join(',')})`}`;
}

function nextLink(tenant: Tenant, call: GraphCall, skipToken: number): string {
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', String(skipToken));
  return nextLinkTo(tenant, call, query);
}

/** Graph leaves the dollar signs of its options as they are. */
export function nextLinkTo({ names }: Tenant, { version, path }: GraphCall, query: URLSearchParams): string {
  return `${names.graph}/${version}${path}?${query.toString().replaceAll('%24', '$')}`;
}

/** By the property that was asked for. */
export function rowOrder({ property, isDescending }: NonNullable<QueryOptions['orderBy']>) {
  const direction = isDescending ? -1 : 1;
  const textOf = (row: JsonObject) => {
    const value = row[property];
    return typeof value === 'string' ? value : '';
  };
  return (left: JsonObject, right: JsonObject) => direction * textOf(left).localeCompare(textOf(right), 'en');
}

function sortRows(rows: readonly JsonObject[], { orderBy }: QueryOptions): readonly JsonObject[] {
  return orderBy === undefined ? rows : rows.toSorted(rowOrder(orderBy));
}
