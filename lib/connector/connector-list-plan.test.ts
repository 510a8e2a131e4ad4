import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import type { Turn } from '@/lib/paging/keyset-page';
import { type ListSort, listSorts, listStatuses, type ListView } from './connector-list-input';
import { connectorListStore, selectPage } from './connector-list-store';
import { writeManyConnectors } from './testing/many-connectors';

// The embedded database would take its time to write so many; its planner is the same.
const onServer = environment().DATABASE_URL !== undefined;
const COUNT = 10_000;
const [tenantId, now] = [randomUUID(), Date.now()];
const all: ListView = { search: '', status: null, siemType: null, sort: 'trouble', turn: null };

beforeAll(async () => {
  if (!onServer) return;
  const { prisma } = await database();
  await writeManyConnectors(prisma, tenantId, COUNT);
  await prisma.$executeRawUnsafe('analyze "Connector", "ConnectorSecret", "OperationStep"');
}, 120_000);

afterAll(async () => {
  if (!onServer) return;
  const { prisma } = await database();
  await prisma.connector.deleteMany({ where: { tenantId } });
  await closeDatabase();
}, 120_000);

async function explain(statement: Prisma.Sql): Promise<string> {
  const { prisma } = await database();
  return JSON.stringify(await prisma.$queryRaw(Prisma.sql`explain (format json) ${statement}`));
}

/** The first page, the second, and from there back. */
async function turnsIn(sort: ListSort): Promise<readonly (Turn | null)[]> {
  const first = await connectorListStore.findPage({ tenantId, now }, { ...all, sort });
  const second = await connectorListStore.findPage({ tenantId, now }, { ...all, sort, turn: first.next });
  return [null, first.next, second.previous];
}

const id = randomUUID();
const searches = ['', 'kund', 'malmö', 'kund 17', 'nobody', '%', id, id.slice(0, 6)];

describe.runIf(onServer).each(listSorts)(`a page of ${COUNT} connectors in the order of %s`, (sort) => {
  it.each([null, ...listStatuses])(
    'with the status %s is found by indexes, whatever is searched',
    async (status) => {
      for (const turn of await turnsIn(sort)) {
        for (const siemType of [null, 'wazuh'] as const) {
          for (const search of searches) {
            const view: ListView = { search, status, siemType, sort, turn };
            const plan = await explain(selectPage({ tenantId, now }, view));
            expect(plan).toContain('Index');
            expect(plan, JSON.stringify(view)).not.toContain('Seq Scan');
          }
        }
      }
    },
    60_000,
  );
});

const querySchema = z.object({ text: z.string(), values: z.array(z.unknown()) });

it.runIf(onServer)(`reads all that a page of ${COUNT} connectors shows by indexes`, async () => {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  const { rows } = await connectorListStore.findPage({ tenantId, now }, all);
  const calls: readonly (readonly unknown[])[] = sent.mock.calls;
  const statements = calls.flatMap(([query]) => querySchema.safeParse(query).data ?? []);
  sent.mockRestore();
  expect(rows[0]).toMatchObject({ secrets: [], steps: { length: 4 } });
  expect(statements).toHaveLength(1);
  const { prisma } = await database();
  for (const { text, values } of statements) {
    const plan = JSON.stringify(await prisma.$queryRawUnsafe(`explain (format json) ${text}`, ...values));
    expect(plan, text).not.toContain('Seq Scan');
  }
});
