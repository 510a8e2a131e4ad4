import fc from 'fast-check';
import { matchingDefenderAlert } from './sample-detection';

const oddText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    'constructor',
    '__proto__',
    'unknownFutureValue',
    '2026-02-30T00:00:00Z',
    '2026-01-01T00:00:00.123456789012Z',
  ),
  fc.constantFrom('\ud800', '\u2028', '"\\', '\u0000', 'x'.repeat(100_000), '#microsoft.graph.security.fileEvidence'),
);
const oddValue = fc.oneof(oddText, fc.constant(null), fc.integer(), fc.boolean(), fc.double(), fc.jsonValue());
const oddLike = (example: object) =>
  fc.record(Object.fromEntries(Object.keys(example).map((key) => [key, oddValue])), { requiredKeys: [] });
const oddEvidence = fc.oneof(
  oddValue,
  oddLike({ ...matchingDefenderAlert.evidence[0], processId: 0, ipAddress: 0, url: 0, accountName: 0 }),
  fc.record({
    '@odata.type': fc.constantFrom(
      ...['file', 'process', 'device', 'user', 'ip', 'url'].map((kind) => `#microsoft.graph.security.${kind}Evidence`),
    ),
    fileDetails: oddValue,
    imageFile: oddValue,
    userAccount: oddValue,
    tags: oddValue,
    loggedOnUsers: oddValue,
    deviceDnsName: oddValue,
    createdDateTime: oddValue,
  }),
);
/** What an API might give as an alert: the example with anything in place of its members, or no alert at all. */
export const oddAlert = (example: object): fc.Arbitrary<unknown> =>
  fc.oneof(
    oddValue,
    fc
      .tuple(oddLike(example), fc.oneof(oddValue, fc.array(oddEvidence, { maxLength: 6 })))
      .map(([alert, evidence]): unknown => ({ ...example, ...alert, evidence })),
  );
