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

## What is tried elsewhere

| What | Where |
| --- | --- |
| races: many clicks, many followers, two replicas | \`e2e/replicas.spec.ts\`, \`lib/operation/operation-store.test.ts\` |
| kills at any moment | \`e2e/chaos.spec.ts\`, [chaos](chaos.md) |
| every fault of Microsoft's services at every call | [faults](faults.md) |
| a damaged, full, lost or hanging database | \`lib/db/*.test.ts\`, \`e2e/database.spec.ts\` |
| secrets in databases, logs, pages and the browser | \`e2e/evidence.spec.ts\` |
| a stranger's application as bait | \`lib/operations/bait.test.ts\`, \`e2e/orphans.spec.ts\` |
| consents and approvals: replayed, forged, of another browser, session or purpose | \`lib/operation/consent.test.ts\`, \`lib/approval/complete-approval.test.ts\`, \`e2e/pop-ups.spec.ts\` |
| bearers: forged, unsigned, of another tenant | \`lib/bearer/*.test.ts\`, \`lib/detections/answer-detections.test.ts\` |
| frames, forms, scripts, windows, messages and cookies of another site, by a browser | \`e2e/attacks/another-site.spec.ts\` |
| an audit log that was changed, cut or deleted | \`lib/audit/audit-attacks.test.ts\` |
`;
}
