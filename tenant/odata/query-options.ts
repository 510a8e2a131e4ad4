import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { leavesOf, usesNegation, type Filter } from './filter';
import { parseFilter } from './parse-filter';

export type FilterType = 'string' | 'dateTime' | 'number' | 'boolean' | 'collection';

/** What one collection understands. */
export type QueryRules = {
  readonly options: readonly string[];
  /** Every property of the resource; `$select` may name no other. */
  readonly properties: readonly string[];
  readonly filterable: Readonly<Record<string, FilterType>>;
  readonly sortable?: readonly string[];
  readonly maxTop?: number;
  /** A larger `$top` is cut to this without a word. */
  readonly cutTop?: number;
  readonly maxSkip?: number;
};

export type QueryOptions = {
  readonly select: readonly string[] | undefined;
  readonly filter: Filter | undefined;
  readonly orderBy: { readonly property: string; readonly isDescending: boolean } | undefined;
  readonly expand: readonly string[];
  readonly top: number | undefined;
  readonly skip: number;
  readonly skipToken: number | undefined;
  readonly wantsCount: boolean;
  /** Needs the advanced query engine of the directory. */
  readonly isAdvanced: boolean;
};

export type QueryFault =
  | { readonly kind: 'unknownOption'; readonly option: string }
  | { readonly kind: 'unknownProperty'; readonly option: string; readonly property: string }
  | { readonly kind: 'unsupported'; readonly option: string; readonly property: string }
  | { readonly kind: 'malformed'; readonly option: string; readonly value: string };

export function readQueryOptions(query: URLSearchParams, rules: QueryRules): Result<QueryOptions, QueryFault> {
  for (const option of query.keys()) {
    if (!rules.options.includes(option)) return fail({ kind: 'unknownOption', option });
  }
  const select = names(query.get('$select'));
  const stranger = select?.find((property) => !rules.properties.includes(property));
  if (stranger !== undefined) return fail({ kind: 'unknownProperty', option: '$select', property: stranger });
  const filter = readFilter(query.get('$filter'), rules);
  if (!filter.ok) return filter;
  const orderBy = readOrderBy(query.get('$orderby'), rules);
  if (!orderBy.ok) return orderBy;
  const numbers = readNumbers(query, rules);
  if (!numbers.ok) return numbers;
  const count = query.get('$count') ?? 'false';
  if (count !== 'true' && count !== 'false') return fail({ kind: 'malformed', option: '$count', value: count });
  return succeed({
    select,
    filter: filter.value,
    orderBy: orderBy.value,
    expand: names(query.get('$expand')) ?? [],
    ...numbers.value,
    wantsCount: count === 'true',
    isAdvanced:
      (filter.value !== undefined && (usesNegation(filter.value) || orderBy.value !== undefined)) ||
      query.has('$search'),
  });
}

function names(text: string | null): readonly string[] | undefined {
  if (text === null) return undefined;
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function readFilter(text: string | null, rules: QueryRules): Result<Filter | undefined, QueryFault> {
  if (text === null) return succeed(undefined);
  const filter = parseFilter(text);
  if (filter === undefined) return fail({ kind: 'malformed', option: '$filter', value: text });
  for (const leaf of leavesOf(filter)) {
    const { property } = leaf;
    const fault = { option: '$filter', property };
    if (!rules.properties.includes(property)) return fail({ kind: 'unknownProperty', ...fault });
    const type = rules.filterable[property];
    if (type === undefined || !isComparable(leaf, type)) return fail({ kind: 'unsupported', ...fault });
  }
  return succeed(filter);
}

function isComparable(leaf: ReturnType<typeof leavesOf>[number], type: FilterType): boolean {
  if (leaf.kind === 'any') return type === 'collection';
  if (leaf.kind === 'startsWith') return type === 'string';
  const isEquality = leaf.operator === 'eq' || leaf.operator === 'ne';
  if (leaf.value.type === 'null') return isEquality;
  return leaf.value.type === type && (isEquality || type === 'dateTime' || type === 'number');
}

function readOrderBy(text: string | null, rules: QueryRules): Result<QueryOptions['orderBy'], QueryFault> {
  if (text === null) return succeed(undefined);
  const [property = '', direction = 'asc', ...rest] = text.trim().split(/\s+/);
  if (rest.length > 0 || !/^(asc|desc)$/.test(direction)) {
    return fail({ kind: 'malformed', option: '$orderby', value: text });
  }
  if (!rules.properties.includes(property)) return fail({ kind: 'unknownProperty', option: '$orderby', property });
  if (!(rules.sortable ?? []).includes(property)) return fail({ kind: 'unsupported', option: '$orderby', property });
  return succeed({ property, isDescending: direction === 'desc' });
}

type Numbers = Pick<QueryOptions, 'top' | 'skip' | 'skipToken'>;

function readNumbers(query: URLSearchParams, { maxTop, cutTop, maxSkip }: QueryRules): Result<Numbers, QueryFault> {
  for (const option of ['$top', '$skip', '$skiptoken']) {
    const value = query.get(option);
    if (value !== null && !/^\d{1,9}$/.test(value)) return fail({ kind: 'malformed', option, value });
  }
  const top = query.get('$top');
  if (top !== null && Number(top) > (maxTop ?? Number.POSITIVE_INFINITY)) {
    return fail({ kind: 'malformed', option: '$top', value: top });
  }
  const skip = query.get('$skip') ?? '0';
  if (Number(skip) > (maxSkip ?? Number.POSITIVE_INFINITY)) {
    return fail({ kind: 'malformed', option: '$skip', value: skip });
  }
  const skipToken = query.get('$skiptoken');
  return succeed({
    top: top === null ? undefined : Math.min(Number(top), cutTop ?? Number.POSITIVE_INFINITY),
    skip: Number(skip),
    skipToken: skipToken === null ? undefined : Number(skipToken),
  });
}
