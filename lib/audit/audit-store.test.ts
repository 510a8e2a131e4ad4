import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import type { AuditEvent } from './audit';
import { auditStore, writeCountedRefusals } from './audit-store';
import { checkChains, findChainCheck } from './chain-check';

beforeAll(() => database());
afterAll(closeDatabase);

const event = (given: Partial<AuditEvent> = {}): AuditEvent => ({
  ...{ tenantId: randomUUID(), personId: randomUUID(), personUpn: 'pat@contoso.example', requestId: randomUUID() },
  ...{ action: 'connector-enable', outcome: 'failed' },
  ...given,
});

/** Records in a process of its own, whose database nobody can reach. */
function recordWithoutDatabase(recorded: AuditEvent) {
  const script = `
    const { auditStore } = await import('./lib/audit/audit-store.ts');
    await auditStore.record(${JSON.stringify(recorded)}).catch((error) => process.stderr.write(error.name));`;
  const env = { ...process.env, LOG_LEVEL: 'info', DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
  const args = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', script];
  return promisify(execFile)(process.execPath, args, { env });
}

async function rowsOf(tenantId: string) {
  const { prisma } = await database();
  return prisma.auditEvent.findMany({ where: { tenantId }, orderBy: { seq: 'asc' } });
}

describe('auditStore', () => {
  it('still leaves a line in the log when the database is what failed', async () => {
    const recorded = event();
    const { stdout, stderr } = await recordWithoutDatabase(recorded);
    expect(stderr).toBe('DatabaseStartProblem');
    expect(JSON.parse(stdout)).toMatchObject({ msg: 'audit', audit: recorded });
  });

  it('writes who did what, about what, and how it ended', async () => {
    const recorded = event({ target: 'connector', detail: { reason: 'declined', aadsts: 65004, again: true } });
    await auditStore.record(recorded);
    const [row, ...more] = await rowsOf(recorded.tenantId);
    expect(row).toMatchObject({ ...recorded, connectorId: 'connector', seq: 1 });
    expect(more).toEqual([]);
  });

  it('writes what nobody did, about nothing', async () => {
    const recorded = event({ personId: null, personUpn: null });
    await auditStore.record(recorded);
    const [row] = await rowsOf(recorded.tenantId);
    expect(row).toMatchObject({ ...recorded, target: null, connectorId: null, detail: null });
  });

  it('takes what a stranger sends as text of a line, cut, and so that any database holds it', async () => {
    const hostile = `x\n{"audit":1}\u0000\u2028\ud800${'y'.repeat(20_000)}`;
    const recorded = event({ target: hostile, requestId: hostile, detail: { path: hostile, number: Number.NaN } });
    await auditStore.record(recorded);
    const [row] = await rowsOf(recorded.tenantId);
    for (const text of [row?.target, row?.requestId]) {
      expect(text).toMatch(/^x\ufffd\{"audit":1\}\ufffd\ufffd\ufffdy+$/);
      expect(text).toHaveLength(300);
    }
    expect(row?.detail).toMatchObject({ number: null });
    await checkChains('whole');
    expect(findChainCheck(recorded.tenantId)).toMatchObject({ findings: [], verified: { seq: 1 } });
  });

  it('numbers events of each tenant alone, and links them so that the whole verifies', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const tenants = Array.from({ length: 120 }, (_none, index) => (index % 3 === 0 ? one : other));
    await Promise.all(tenants.map((tenantId) => auditStore.record(event({ tenantId }))));
    expect((await rowsOf(one)).map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_none, index) => index + 1));
    await checkChains('whole');
    expect(findChainCheck(other)).toMatchObject({ events: 80, findings: [], verified: { seq: 80 } });
    await auditStore.record(event({ tenantId: other }));
    await checkChains('new');
    expect(findChainCheck(other)).toMatchObject({ events: 1, findings: [], verified: { seq: 81 } });
  });

  it('writes one refusal of a kind at once, and how many followed it as one event', async () => {
    const refused = event({ action: 'access', outcome: 'refused', detail: { path: '/settings' } });
    const again = () => auditStore.record({ ...refused, requestId: randomUUID() });
    await auditStore.record(refused);
    // The page and its frame ask for one request.
    await auditStore.record(refused);
    for (let count = 0; count < 500; count += 1) await again();
    await auditStore.record({ ...refused, personId: randomUUID(), requestId: randomUUID() });
    expect(await rowsOf(refused.tenantId)).toHaveLength(2);
    await writeCountedRefusals();
    const rows = await rowsOf(refused.tenantId);
    expect(rows).toHaveLength(3);
    expect(rows.at(-1)).toMatchObject({ personId: refused.personId, detail: { path: '/settings', count: 500 } });
    await again();
    expect(await rowsOf(refused.tenantId)).toHaveLength(4);
  });
});

describe('the table of audit events', () => {
  const changes = [
    ['edited', `update "AuditEvent" set "outcome" = 'done' where "tenantId" = $1`],
    ['moved', `update "AuditEvent" set "seq" = 7 where "tenantId" = $1`],
    ['taken out of the chain', `update "AuditEvent" set "seq" = null where "tenantId" = $1`],
    ['removed', `delete from "AuditEvent" where "tenantId" = $1`],
    ['emptied', `truncate "AuditEvent"`],
    ['set back', `update "AuditHead" set "seq" = 0 where "tenantId" = $1`],
    ['without its head', `delete from "AuditHead" where "tenantId" = $1`],
  ] as const;

  it.each(changes)('is not %s by the account of the portal', async (_what, sql) => {
    const recorded = event();
    await auditStore.record(recorded);
    const { prisma } = await database();
    const values = sql.includes('$1') ? [recorded.tenantId] : [];
    await expect(prisma.$executeRawUnsafe(sql, ...values)).rejects.toThrow('appended to and never changed');
    expect(await rowsOf(recorded.tenantId)).toMatchObject([{ seq: 1, outcome: 'failed' }]);
  });
});
