import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { count, readCounts } from '@/lib/signal/counts';
import { readMetrics } from './metrics-handler';
import { readStanding } from './standing-store';

const NOON = new Date('2026-12-01T12:00:00Z');
const tenantId = `metrics-${randomUUID()}`;

beforeAll(() => database());
afterAll(closeDatabase);

type Made = { readonly state: string; readonly ends?: readonly string[]; readonly disabled?: true };

async function makeConnector({ state, ends = [], disabled }: Made): Promise<void> {
  const { prisma } = await database();
  const id = randomUUID();
  const named = { name: 'Contoso ArcSight', uniqueName: id, createdByUpn: 'megan@contoso.example', secretDays: 90 };
  const kind = { api: 'graph-alerts', region: 'worldwide', siemType: 'arcsight' };
  const disabledAt = disabled ? NOON : null;
  await prisma.connector.create({ data: { id, tenantId, ...named, ...kind, state, disabledAt } });
  for (const expiresAt of ends) {
    const label = randomUUID();
    const secret = { tenantId, connectorId: id, purpose: 'siem', keyId: label, label, expiresAt: new Date(expiresAt) };
    await prisma.connectorSecret.create({ data: secret });
  }
}

it('tells when the first connector that works is left without a secret', async () => {
  await makeConnector({ state: 'ready', ends: ['2026-12-02T00:00:00Z', '2027-03-01T00:00:00Z'] });
  await makeConnector({ state: 'ready', ends: ['2027-02-01T00:00:00Z'] });
  await makeConnector({ state: 'ready', ends: ['2026-12-03T00:00:00Z'], disabled: true });
  await makeConnector({ state: 'removed', ends: ['2026-12-03T00:00:00Z'] });
  await makeConnector({ state: 'incomplete' });
  expect(await readStanding(tenantId, NOON)).toEqual({
    sessions: 0,
    connectors: { ready: 3, incomplete: 1, removing: 0 },
    secretEndsAt: new Date('2027-02-01T00:00:00Z'),
    overdueSeconds: 0,
  });
});

it('tells how long work of its own has been due', async () => {
  const { prisma } = await database();
  const dueAt = new Date(NOON.getTime() - 90_000);
  await prisma.backgroundJob.create({ data: { tenantId, name: 'tidy', everySeconds: 600, dueAt } });
  expect((await readStanding(tenantId, NOON)).overdueSeconds).toBe(90);
});

it('has at most 30 series, which name no tenant, person or connector', async () => {
  const before = Object.fromEntries(readCounts('operations'));
  count('operations', 'failed');
  const { contentType, text } = await readMetrics();
  expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  expect(series.length).toBeGreaterThanOrEqual(20);
  expect(series.length).toBeLessThanOrEqual(30);
  expect(series).toContain('siem_connect_database_up 1');
  expect(series).toContain(`siem_connect_operations_total{outcome="failed"} ${(before.failed ?? 0) + 1}`);
  for (const value of series.map((line) => line.split(' ').at(-1))) expect(Number(value)).not.toBeNaN();
  expect(text).not.toContain(environment().ENTRA_TENANT_ID);
  expect(text).not.toContain('Contoso');
});
