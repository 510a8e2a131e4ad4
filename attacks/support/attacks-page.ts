import type { GroupResult } from './tally';

/** The page of a whole run. */
export function attacksPage(results: readonly GroupResult[]): string {
  const rows = results.map(({ id, title, tried, wrong }) => `| ${id} | ${title} | ${tried} | ${wrong.length} |`);
  const sum = (of: (result: GroupResult) => number) => results.reduce((total, result) => total + of(result), 0);
  return `# Attacks

Written by \`npm run attacks\`, on ${new Date().toISOString().slice(0, 10)}. [How they are made](../attacks/README.md).

| Group | What is tried | Tried | Wrong |
| --- | --- | --: | --: |
${rows.join('\n')}
| | **Sum** | ${sum(({ tried }) => tried)} | ${sum(({ wrong }) => wrong.length)} |

Wrong is: an answer of 500 or more, a refusal that did not come, an answer without the headers that every answer carries, a
redirect to elsewhere, a change in the tenant, or a line of the log that is no bounded JSON object of the portal's own.
`;
}
