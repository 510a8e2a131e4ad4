import type { ChainReport, Finding, FindingKind } from './verify-chain';

const sentences: Readonly<Record<FindingKind, (finding: Finding) => string>> = {
  edited: ({ seq }) => `event ${String(seq)} is not what was written there`,
  missing: (finding) => `${range(finding)} missing`,
  outside: () => 'there is a row without a place in the chain, which this portal did not write',
  order: ({ seq }) => `event ${String(seq)} stands twice, or not in its order`,
  cut: (finding) => `${range(finding)} gone from the end, by a head that had left the machine`,
  rewritten: ({ seq }) => `event ${String(seq)} is another than the one whose head had left the machine`,
  deleted: (finding) =>
    `nothing is left of the log, of which ${range(finding)} known by a head that had left the machine`,
  head: ({ seq }) => `the head at event ${String(seq)} is not signed with the portal's key, or not that event's`,
  segment: ({ seq }) => `the segment up to event ${String(seq)} is not signed with the portal's key, or does not fit`,
  alarm: ({ seq }) => `before event ${String(seq)} the portal itself found the end of the log changed`,
};

function range({ seq, to }: Finding): string {
  return to === undefined || to === seq ? `event ${String(seq)} is` : `events ${String(seq)} to ${String(to)} are`;
}

/** What was found of one tenant's chain, in lines for whoever runs the command. */
export function reportLines({ tenantId, events, verified, findings, unsignedBy }: ChainReport): readonly string[] {
  const upTo = verified
    ? `verified up to event ${String(verified.seq)}, ${verified.at.toISOString()}`
    : 'none verified';
  return [
    `Tenant ${tenantId}: ${String(events)} events, ${upTo}.`,
    ...findings.map((finding) => `  ${finding.kind}: ${sentences[finding.kind](finding)}.`),
    ...unsignedBy.map((keyId) => `  The key ${keyId} is not at hand: what it has signed was not checked.`),
  ];
}
