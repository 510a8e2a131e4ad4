import type { Comparison, Filter, Literal } from './filter';

type Row = Readonly<Record<string, unknown>>;

export function matchesFilter(filter: Filter, row: Row): boolean {
  switch (filter.kind) {
    case 'and':
      return matchesFilter(filter.left, row) && matchesFilter(filter.right, row);
    case 'or':
      return matchesFilter(filter.left, row) || matchesFilter(filter.right, row);
    case 'not':
      return !matchesFilter(filter.operand, row);
    case 'startsWith':
      return textOf(row[filter.property]).startsWith(filter.value.toLowerCase());
    case 'any':
      return elementsOf(row[filter.property]).some((element) => isEqual(element, filter.value));
    case 'compare':
      return compares(filter, row[filter.property]);
  }
}

/** Times have two to seven digits of a second; padded, they sort as text. */
function timeKey(value: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?Z$/i.exec(value);
  if (parts !== null) return `${parts[1] ?? ''}.${(parts[2] ?? '').padEnd(12, '0')}`;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? value : timeKey(new Date(milliseconds).toISOString());
}

function compares({ operator, value }: Comparison, actual: unknown): boolean {
  if (operator === 'eq') return isEqual(actual, value);
  if (operator === 'ne') return !isEqual(actual, value);
  const order = orderOf(actual, value);
  if (order === undefined) return false;
  switch (operator) {
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
  }
}

function isEqual(actual: unknown, literal: Literal): boolean {
  if (literal.type === 'null') return actual === null || actual === undefined;
  if (literal.type === 'boolean' || literal.type === 'number') return actual === literal.value;
  if (literal.type === 'dateTime') return typeof actual === 'string' && timeKey(actual) === timeKey(literal.value);
  return typeof actual === 'string' && textOf(actual) === literal.value.toLowerCase();
}

function orderOf(actual: unknown, literal: Literal): number | undefined {
  if (literal.type === 'number') return typeof actual === 'number' ? actual - literal.value : undefined;
  if (literal.type === 'dateTime' && typeof actual === 'string') {
    return timeKey(actual).localeCompare(timeKey(literal.value), 'en');
  }
  return undefined;
}

/** The directory compares text without regard to case. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
