/** A parsed `$filter`. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly operand: Filter }
  | Comparison
  | { readonly kind: 'startsWith'; readonly property: string; readonly value: string }
  | { readonly kind: 'any'; readonly property: string; readonly value: Literal };

export type Comparison = {
  readonly kind: 'compare';
  readonly property: string;
  readonly operator: Operator;
  readonly value: Literal;
};

export type Operator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

export type Literal =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'dateTime'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' };

/** Every leaf of a filter with the property it looks at. */
export function leavesOf(filter: Filter): readonly Exclude<Filter, { kind: 'and' | 'or' | 'not' }>[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return [...leavesOf(filter.left), ...leavesOf(filter.right)];
    case 'not':
      return leavesOf(filter.operand);
    case 'compare':
    case 'startsWith':
    case 'any':
      return [filter];
  }
}

export function usesNegation(filter: Filter): boolean {
  if (filter.kind === 'not') return true;
  if (filter.kind === 'and' || filter.kind === 'or') return usesNegation(filter.left) || usesNegation(filter.right);
  return filter.kind === 'compare' && filter.operator === 'ne';
}
