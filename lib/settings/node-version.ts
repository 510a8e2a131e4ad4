/**
 * What is wrong with a version of Node.js; null when it is kept and repaired. Node.js 20 ended in April 2026, and odd lines
 * end within months.
 *
 * @param repaired the first release of each line that has the security fixes, as `engines` of package.json has it
 */
export function nodeProblem(version: string, repaired: string): string | null {
  const ranges = [...repaired.matchAll(/(\^|>=)(\d+)\.(\d+)\.(\d+)/g)].map(([, kind, ...numbers]) => ({
    isOneLine: kind === '^',
    floor: numbers.map(Number),
  }));
  const given = version.split('.').map((part) => Number.parseInt(part, 10));
  const fits = ranges.some(({ isOneLine, floor }) => (!isOneLine || floor[0] === given[0]) && !isBelow(given, floor));
  if (fits) return null;
  const floors = ranges.map(({ floor }) => floor.join('.')).join(', ');
  return `Node.js ${version} lacks security fixes: install ${floors} or newer; ALLOW_INSECURE=unrepaired-node lets it be`;
}

function isBelow(given: readonly number[], floor: readonly number[]): boolean {
  const differs = floor.findIndex((number, index) => number !== given[index]);
  return differs >= 0 && (given[differs] ?? 0) < (floor[differs] ?? 0);
}
