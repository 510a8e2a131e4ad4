import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { wantedRows } from './detection-rows';
import { evidenceWithoutRow, noRowReasons } from './evidence-without-row';
import { nestedEvidence } from './graph-evidence';
import { typesWithRows } from './graph-subject';

const folder = path.join(import.meta.dirname, 'testing/live-shapes');
const rowSchema = z.record(z.string(), z.unknown());
const shapeSchema = z.object({
  source: z.string(),
  api: z.enum(['defender-alerts', 'graph-alerts']),
  alert: rowSchema,
  expect: z.array(
    z.object({ row: z.number(), rows: z.number(), someRow: rowSchema, noRowWhere: z.string() }).partial().loose(),
  ),
});
type Shape = z.infer<typeof shapeSchema>;

const shapes: readonly Shape[] = globSync('*.json', { cwd: folder })
  .toSorted()
  .map((name) => shapeSchema.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));

const everything = { since: '', until: '9', limit: null, machineGroups: [], machineTags: [] };
const rowsOf = (api: Shape['api'], alert: unknown) =>
  wantedRows(api, everything, cloudWith({}))(alert).map((text) => rowSchema.parse(JSON.parse(text)));

/** An asterisk stands for any text. */
const withWildcards = (fields: object) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, unknown] => [
      name,
      value === '*' ? expect.stringMatching(/./) : value,
    ]),
  );

describe('alerts as tenants gave them', () => {
  test.each(shapes)('$source', ({ api, alert, expect: wanted }) => {
    const rows = rowsOf(api, alert);
    for (const { row, rows: count, someRow, noRowWhere, ...fields } of wanted) {
      if (count !== undefined) expect(rows).toHaveLength(count);
      if (row !== undefined) expect(rows[row]).toMatchObject(withWildcards(fields));
      if (someRow) expect(rows).toContainEqual(expect.objectContaining(someRow));
      if (noRowWhere) expect(rows.map(({ IpAddress }) => IpAddress)).not.toContain('-');
    }
  });

  it('of three hundred processes has a row for each', () => {
    const evidence = Array.from({ length: 300 }, (_, index) => ({
      '@odata.type': '#microsoft.graph.security.processEvidence',
      ...{ processId: index, processCommandLine: `sample.exe ${index}`, imageFile: { fileName: 'sample.exe' } },
    }));
    expect(rowsOf('graph-alerts', { id: 'a', evidence })).toHaveLength(300);
  });
});

const texts = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'number'
      ? [String(value)]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(texts)
        : [];

/** Each place of a value, by the names that lead to it. */
function places(value: unknown, way: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([name, inner]) => places(inner, [...way, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value))
    return value.map((one, index): unknown => (String(index) === name ? replaced(one, rest, by) : one));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [name]: replaced(Reflect.get(value, name), rest, by) };
}

const mutation = fc.constantFrom<unknown>(null, '', '-', 'null', [], {}, 0, 'changed', ['changed'], true);
const mutated = fc.constantFrom(...shapes).chain((shape) =>
  fc
    .array(fc.tuple(fc.constantFrom(...places(shape.alert).filter(({ length }) => length > 0)), mutation), {
      maxLength: 5,
    })
    .map((changes) => ({
      api: shape.api,
      alert: changes.reduce<unknown>((alert, [way, by]) => replaced(alert, way, by), shape.alert),
    })),
);

/** What a row may say that stands nowhere in the alert: names of the table, what is joined of parts, and the identity. */
const derived = new Set([
  ...['AlertPart', 'FullId', 'IocUniqueId', 'ReportID', 'LinkToWDATP', 'LinkToMTP', 'Severity', 'Source'],
  ...['IncidentLinkToWDATP', 'IncidentLinkToMTP', 'RemediationIsSuccess', 'WasExecutingWhileDetected'],
]);

test('whatever becomes of an alert’s values, no row invents one, says "-" or stands twice', () => {
  fc.assert(
    fc.property(mutated, ({ api, alert }) => {
      const rows = rowsOf(api, alert);
      const known = texts(alert).join('\n');
      for (const row of rows) {
        for (const [key, value] of Object.entries(row)) {
          if (derived.has(key) || typeof value !== 'string') continue;
          for (const part of value.split(/, |; |\\|[.]/)) expect(known).toContain(part);
          expect(['-', 'null']).not.toContain(value);
        }
      }
      const moments = rows.map(
        ({ FullId, LastProcessedTimeUtc }) => `${String(FullId)} ${String(LastProcessedTimeUtc)}`,
      );
      expect(new Set(moments).size).toBe(moments.length);
    }),
    { numRuns: 300 },
  );
});

test('no hash, address, user or device of the evidence is lost, wherever it stands', () => {
  const evidence = fc.constantFrom(
    ...['fileEvidence', 'processEvidence', 'ipEvidence', 'urlEvidence', 'userEvidence', 'deviceEvidence'],
    ...['fileHashEvidence', 'networkConnectionEvidence', 'dnsEvidence', 'malwareEvidence', 'hostLogonSessionEvidence'],
  );
  fc.assert(
    fc.property(fc.array(evidence, { minLength: 1, maxLength: 8 }), (kinds) => {
      const pieces = kinds.map((kind, index) => piece(kind, index));
      const rows = JSON.stringify(rowsOf('graph-alerts', { id: 'a', evidence: pieces }));
      for (const told of texts(pieces).filter((text) => text.startsWith('told-'))) expect(rows).toContain(told);
    }),
    { numRuns: 200 },
  );
});

/** A piece of evidence in which each value that a row must have begins with told. */
function piece(kind: string, index: number): Readonly<Record<string, unknown>> {
  const told = (what: string) => `told-${what}-${index}`;
  const file = { sha1: told('sha1'), sha256: told('sha256'), md5: told('md5'), fileName: told('file') };
  const account = { accountName: told('user'), domainName: told('domain') };
  const members: Readonly<Record<string, object>> = {
    fileEvidence: { fileDetails: file, mdeDeviceId: told('elsewhere') },
    processEvidence: { imageFile: file, userAccount: account, processCommandLine: told('command') },
    ipEvidence: { ipAddress: told('ip') },
    urlEvidence: { url: told('url') },
    userEvidence: { userAccount: account },
    deviceEvidence: { mdeDeviceId: told('device'), deviceDnsName: told('host'), lastIpAddress: told('last') },
    fileHashEvidence: { algorithm: 'sha256', value: told('hash') },
    networkConnectionEvidence: {
      sourceAddress: { ipAddress: told('from') },
      destinationAddress: { ipAddress: told('to') },
    },
    dnsEvidence: { domainName: told('name'), ipAddresses: [{ ipAddress: told('answer') }] },
    malwareEvidence: { files: [{ fileDetails: file }], processes: [{ imageFile: { sha1: told('image') } }] },
    hostLogonSessionEvidence: { account: { userAccount: account }, host: { mdeDeviceId: told('session') } },
  };
  return { '@odata.type': `#microsoft.graph.security.${kind}`, ...members[kind] };
}

/** The types that have a row, with what stands in for it. */
const withRows = [...new Set([...typesWithRows, ...nestedEvidence.keys(), 'deviceEvidence'])].toSorted();

test('each type of evidence has a row or says why not, as the page has it', async () => {
  const page = [
    '# Types of evidence and the rows they become',
    '',
    'Made by `lib/detections/live-shapes.test.ts`. Do not edit by hand.',
    '',
    `Of Microsoft Graph’s contract ${withRows.length} types become rows of the detections API, by themselves or by what they hold:`,
    '',
    ...withRows.map((type) => {
      const nested = nestedEvidence.get(type);
      return `- ${type}${nested ? `: ${typesWithRows.includes(type) ? 'itself, and ' : ''}its ${nested.join(', ')}` : ''}`;
    }),
    '',
    `${evidenceWithoutRow.size} become none:`,
    '',
    ...[...evidenceWithoutRow].map(([type, reason]) => `- ${type}: ${noRowReasons[reason]}`),
    '',
    'A type that is not known yet gives the file, address, URL and user that it names the way others do.',
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../docs/evidence-rows.md');
  expect(withRows.filter((type) => evidenceWithoutRow.has(type))).toEqual([]);
});

const contract = path.resolve(import.meta.dirname, '../../../shared/graph/graph-subset.openapi.json');

test.skipIf(!existsSync(contract))('the two lists are those of Microsoft’s contract', () => {
  const { components } = z
    .object({ components: z.object({ schemas: rowSchema }) })
    .parse(JSON.parse(readFileSync(contract, 'utf8')));
  const types = Object.keys(components.schemas).flatMap(
    (name) => /security[.](\w+Evidence)[.]tagged$/.exec(name)?.[1] ?? [],
  );
  expect([...withRows, ...evidenceWithoutRow.keys()].toSorted()).toEqual(types.toSorted());
});
