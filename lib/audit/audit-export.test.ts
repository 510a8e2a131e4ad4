import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { auditActions, auditOutcomes } from './audit';
import { exportLine, headLine, readExport, readLoggedHeads } from './audit-export';
import { chainOf, memoryPortal, memoryTable, sampleEvent, sampleKeys } from './testing/sample-chain';
import { verifyChain } from './verify-chain';
import { z } from 'zod';

/** The schema of OCSF, whose source its first line tells. */
const schema: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'testing/ocsf-1.8.0.schema.json'), 'utf8'),
);
const validate = new Ajv({ allErrors: true, strict: false }).compile(Object(schema));

/** Every action with every outcome, by somebody and by nobody. */
async function everything() {
  const table = memoryTable();
  const { append } = memoryPortal(table);
  for (const action of auditActions) {
    for (const outcome of auditOutcomes) {
      await append(sampleEvent({ action, outcome, connectorId: 'connector', attemptId: 'attempt' }));
      await append({ tenantId: 'contoso', personId: null, personUpn: null, requestId: 'r', action, outcome });
    }
  }
  await append(
    sampleEvent({ action: 'access', outcome: 'refused', detail: { count: 500, reason: 'role', path: '/a' } }),
  );
  return table;
}

describe('an export as OCSF', () => {
  it('holds to the schema, for every action and outcome', async () => {
    const { rows } = await everything();
    const wrong = rows.flatMap((row) => {
      const line: unknown = JSON.parse(exportLine(row, 'ocsf', '1.2.3'));
      return validate(line) ? [] : [{ action: row.action, errors: validate.errors?.slice(0, 3) }];
    });
    expect(wrong).toEqual([]);
    expect(JSON.parse(exportLine(rows.at(-1) ?? sampleRow(), 'ocsf', '1.2.3'))).toMatchObject({
      ...{ class_uid: 3004, type_uid: 300_402, status_id: 2, count: 500, status_detail: 'role' },
      metadata: { version: '1.8.0', sequence: rows.length, event_code: 'access' },
    });
  });

  it('is refused by the schema when it is another', async () => {
    const { rows } = await everything();
    const made = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(exportLine(rows[0] ?? sampleRow(), 'ocsf', '1.2.3')));
    for (const change of [{ class_uid: 1 }, { time: 'now' }, { invented: 1 }, { type_uid: 300_403 }, { user: {} }]) {
      expect(validate({ ...made, ...change })).toBe(false);
    }
  });
});

function sampleRow(): never {
  throw new Error('nothing was written');
}

describe('an export as CEF', () => {
  it('is one line with a header of seven fields, whatever the event holds', async () => {
    const table = memoryTable();
    const hostile = 'a|b=c\\d\ne';
    await memoryPortal(table).append(sampleEvent({ personUpn: hostile, target: hostile, detail: { path: hostile } }));
    const [row] = table.rows;
    if (!row) return sampleRow();
    const line = exportLine({ ...row, action: hostile }, 'cef', '1|2');
    expect(line).not.toContain('\n');
    const [version, ...header] = line.split(/(?<!\\)\|/).slice(0, 7);
    expect([version, header[2], header[3], header[5]]).toEqual(['CEF:0', '1\\|2', 'a\\|b=c\\\\d e', '3']);
    expect(line).toContain('suser=a|b\\=c\\\\d\\ne ');
    expect(line).toContain(`cn1Label=seq cn1=1 `);
  });
});

describe('an export as JSON Lines', () => {
  it('verifies as the table does, and shows what was changed in it', async () => {
    const table = memoryTable();
    const { append } = memoryPortal(table);
    for (let count = 0; count < 5; count += 1) await append(sampleEvent());
    const { rows, head } = table;
    if (!head) return sampleRow();
    const lines = [...rows.map((row) => exportLine(row, 'jsonl', '1.2.3')), headLine(head), ''];
    const { chains, strange } = readExport(lines);
    expect(strange).toEqual([]);
    const report = await verifyChain(chains[0] ?? chainOf([]), sampleKeys.all);
    expect(report).toMatchObject({ findings: [], verified: { seq: rows.length } });
    const edited = lines.map((line, index) =>
      index === 2 ? line.replace('"outcome":"done"', '"outcome":"failed"') : line,
    );
    const [changed] = readExport(edited).chains;
    expect((await verifyChain(changed ?? chainOf([]), sampleKeys.all)).findings).toEqual([{ kind: 'edited', seq: 3 }]);
    expect(readExport(['{"a":1}', 'no json', lines[0] ?? '']).strange).toEqual([1, 2]);
  });
});

describe('readLoggedHeads', () => {
  it('finds heads among other lines, also behind what a collector has written before them', async () => {
    const { head } = await everything();
    const line = JSON.stringify({ level: 30, time: '2026-12-01T00:00:00Z', auditHead: head, msg: 'audit head' });
    const log = [
      'no json "auditHead"',
      '{"level":30,"msg":"x"}',
      `Dec  1 00:00:00 host portal[1]: ${line}`,
      '{"auditHead":1}',
    ];
    expect(readLoggedHeads(log)).toEqual([head]);
  });
});
