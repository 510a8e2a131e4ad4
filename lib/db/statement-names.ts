import 'server-only';

/** Each is a plan that the database's only session keeps. */
const MOST_STATEMENTS = 300;

/**
 * Names statements in the order in which they come, so that each is parsed and planned once. Those beyond a number have
 * no name and are prepared each time: lists of values make new statements for ever.
 */
export function statementNames(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_STATEMENTS) return '';
    const name = `portal_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
