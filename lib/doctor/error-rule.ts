/** How an error is told from other text. */
export type ErrorRule<Id extends string> = {
  readonly id: Id;
  /** What stands in the log; takes linear time whatever the text. */
  readonly pattern: RegExp;
};

/** Keeps the ids of a list of rules as they are written. */
export function defineRules<const Id extends string>(rules: readonly ErrorRule<Id>[]): readonly ErrorRule<Id>[] {
  return rules;
}
