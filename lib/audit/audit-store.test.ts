import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import type { AuditEvent } from './audit';
import { auditStore } from './audit-store';

beforeAll(() => database());
afterAll(closeDatabase);

const event = (): AuditEvent => ({
  ...{ tenantId: randomUUID(), personId: randomUUID(), personUpn: 'pat@contoso.example', requestId: 'request' },
  ...{ action: 'connector-enable', outcome: 'failed' },
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

describe('auditStore', () => {
  it('still leaves a line in the log when the database is what failed', async () => {
    const recorded = event();
    const { stdout, stderr } = await recordWithoutDatabase(recorded);
    expect(stderr).toBe('DatabaseStartProblem');
    expect(JSON.parse(stdout)).toMatchObject({ msg: 'audit', audit: recorded });
  });

  it('writes who did what, about what, and how it ended', async () => {
    const recorded = { ...event(), target: 'flow', detail: { reason: 'declined', aadsts: 65004, again: true } };
    await auditStore.record(recorded);
    const { prisma } = await database();
    const [row, ...more] = await prisma.auditEvent.findMany({ where: { tenantId: recorded.tenantId } });
    expect(row).toMatchObject(recorded);
    expect(more).toEqual([]);
  });

  it('writes what nobody did, about nothing', async () => {
    const recorded = { ...event(), personId: null, personUpn: null };
    await auditStore.record(recorded);
    const { prisma } = await database();
    const row = await prisma.auditEvent.findFirst({ where: { tenantId: recorded.tenantId } });
    expect(row).toMatchObject({ ...recorded, target: null, detail: null });
  });
});
