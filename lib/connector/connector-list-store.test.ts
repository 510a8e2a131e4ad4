import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { PAGE_SIZE } from '@/lib/paging/keyset-page';
import type { Connector } from './connector';
import { type ListSort, listSorts, listStatuses, type ListView } from './connector-list-input';
import { connectorListStore } from './connector-list-store';
import { connectorStore } from './connector-store';
import { recordStatus } from './connector-status';
import { summarise } from './connector-summary';
import { writeManyConnectors } from './testing/many-connectors';
import { newConnector } from './testing/sample-connector';

const COUNT = 2 * PAGE_SIZE + 20;
const many = randomUUID();
const now = Date.now();
const all: ListView = { search: '', status: null, siemType: null, sort: 'trouble', turn: null };

beforeAll(async () => {
  const { prisma } = await database();
  await writeManyConnectors(prisma, many, COUNT);
});
afterAll(closeDatabase);

const page = (tenantId: string, view: Partial<ListView>) =>
  connectorListStore.findPage({ tenantId, now }, { ...all, ...view });

/** Turns page after page, in one direction, from the view to the end. */
async function walk(view: Partial<ListView>, way: 'next' | 'previous'): Promise<readonly Connector[]> {
  const found: Connector[] = [];
  for (let turn = view.turn ?? null, asked = 0; asked < 10; asked += 1) {
    const at = await page(many, { ...view, turn });
    if (way === 'next') found.push(...at.rows);
    else found.unshift(...at.rows);
    turn = at[way];
    if (!turn) return found;
  }
  throw new Error('the list has no end');
}

const idsOf = (connectors: readonly Connector[]) => connectors.map(({ id }) => id);
const namesOf = (connectors: readonly Connector[]) => connectors.map(({ name }) => name);

async function named(tenantId: string, names: readonly string[]): Promise<void> {
  for (const name of names) await connectorStore.create({ ...newConnector(tenantId), name });
}

describe.each(listSorts)('the pages in the order of %s', (sort) => {
  it('have every connector once, onwards and back', async () => {
    const onwards = await walk({ sort }, 'next');
    expect(new Set(idsOf(onwards)).size).toBe(COUNT);
    expect(onwards).toHaveLength(COUNT);
    const second = (await page(many, { sort })).next;
    const third = (await page(many, { sort, turn: second })).next;
    const back = (await page(many, { sort, turn: third })).previous;
    expect(idsOf(await walk({ sort, turn: back }, 'previous'))).toEqual(idsOf(onwards.slice(0, 2 * PAGE_SIZE)));
  });

  it('go on where they were when the row that they went by is gone', async () => {
    const tenantId = randomUUID();
    const { prisma } = await database();
    await writeManyConnectors(prisma, tenantId, PAGE_SIZE + 2);
    const first = await page(tenantId, { sort });
    const rest = idsOf((await page(tenantId, { sort, turn: first.next })).rows);
    await connectorStore.remove({ tenantId, id: first.rows.at(-1)?.id ?? '' });
    expect(rest).toHaveLength(2);
    expect(idsOf((await page(tenantId, { sort, turn: first.next })).rows)).toEqual(rest);
  });

  it('hold nothing of another tenant, also at a position of its list', async () => {
    const { next } = await page(many, { sort });
    expect((await page(randomUUID(), { sort, turn: next })).rows).toEqual([]);
  });
});

describe('the order', () => {
  it('of names is that of letters, whatever their case, and goes on through equal ones', async () => {
    const tenantId = randomUUID();
    await named(tenantId, ['örebro', 'Zürich', 'alpha', 'ALPHA', 'Alpha', 'Åre', 'beta']);
    const names = namesOf((await page(tenantId, { sort: 'name' })).rows);
    expect(names.map((name) => name.toLowerCase())).toEqual([
      ...['alpha', 'alpha', 'alpha', 'beta', 'zürich', 'åre', 'örebro'],
    ]);
    const id = '00000000-0000-4000-8000-000000000000';
    const beyond = await page(tenantId, { sort: 'name', turn: { way: 'after', position: ['alpha', id] } });
    expect(beyond.rows).toHaveLength(7);
  });

  it('of names takes numbers for what they are worth, up to nine digits', async () => {
    const tenantId = randomUUID();
    const names = ['Kund 0', 'Kund 2', 'Kund 10 b2', 'Kund 10 b11', 'Kund 100', 'Kund 999999999'];
    await named(tenantId, names.toReversed());
    expect(namesOf((await page(tenantId, { sort: 'name' })).rows)).toEqual(names);
  });

  it('of creation begins with the newest', async () => {
    const times = (await walk({ sort: 'created' }, 'next')).map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((one, other) => other - one));
  });

  it('of trouble begins with what does not work, and ends with what expires last', async () => {
    const found = (await walk({}, 'next')).map((connector) => ({
      // How old a proof is changes with the time, and the order of the database with what is written.
      status: recordStatus(connector, now).replace('notVerified', 'healthy'),
      ...{ nextExpiry: summarise(connector, now).nextExpiry },
    }));
    const known: readonly string[] = listStatuses.filter((status) => status !== 'notVerified');
    const ranks = found.map(({ status }) => known.indexOf(status));
    expect(new Set(ranks).size).toBe(known.length);
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    const ends = found.flatMap(({ status, nextExpiry }) => (status === 'healthy' && nextExpiry ? nextExpiry.at : []));
    expect(ends).toEqual(ends.toSorted());
  });
});

describe('a filter', () => {
  it.each(listStatuses)('on %s gives those that have it, in every order', async (status) => {
    const expected = (await walk({}, 'next')).filter((connector) => recordStatus(connector, now) === status);
    expect(expected).not.toEqual([]);
    for (const sort of listSorts) {
      const found = await walk({ status, sort }, 'next');
      expect(new Set(idsOf(found))).toEqual(new Set(idsOf(expected)));
    }
  });

  it('on the SIEM type holds while pages turn, and goes with the others', async () => {
    const wazuh = await walk({ siemType: 'wazuh', sort: 'name' }, 'next');
    expect(wazuh.length).toBeGreaterThan(1);
    expect(wazuh.every(({ siemType }) => siemType === 'wazuh')).toBe(true);
    expect((await page(many, { siemType: 'wazuh', status: 'removing', search: 'malmö' })).rows).toEqual([]);
  });

  it('that changes leaves a position what it was', async () => {
    const { next: turn } = await page(many, { sort: 'created' });
    const found = await page(many, { sort: 'created', siemType: 'wazuh', turn });
    expect(found.rows.length).toBeGreaterThan(0);
    expect(found.previous).not.toBeNull();
  });
});

describe('a search', () => {
  const tenantId = randomUUID();
  const names = ['Malmö Öst 100%', 'malmo_väst', 'SIEM-prod/EU', 'c\\d it’s', 'c%d', 'Ünïcøde ΑΘΗΝΑ Москва', '🛡️ 100'];
  beforeAll(() => named(tenantId, names));

  it.each([
    ['the beginning of a word', 'mal', ['Malmö Öst 100%', 'malmo_väst']],
    ['a word inside the name', 'väst', ['malmo_väst']],
    ['letters in another case', 'MALMÖ öst', ['Malmö Öst 100%']],
    ['letters without their marks', 'malmo ost', ['Malmö Öst 100%']],
    ['a letter that is written in two', 'malmo\u0308', ['Malmö Öst 100%']],
    ['words in another order', 'eu siem', ['SIEM-prod/EU']],
    ['signs between words', 'siem-prod/eu', ['SIEM-prod/EU']],
    ['a percent sign, which stands for itself or a space', 'c%', ['c%d', 'c\\d it’s']],
    ['a backslash, which stands for itself or a space', 'c\\d it', ['c\\d it’s']],
    ['quotes and signs of its own language', `it's & !('*) :* |`, ['c\\d it’s']],
    ['Greek and Cyrillic', 'αθηνα МОСКВА', ['Ünïcøde ΑΘΗΝΑ Москва']],
    ['a name of signs', '🛡️', ['🛡️ 100']],
    ['the middle of a word', 'almö', []],
    ['a percent sign alone', '%', []],
    ['an underscore alone', '_', []],
    ['what no name has', 'nobody', []],
  ])('for %s', async (_, search, expected) => {
    expect(namesOf((await page(tenantId, { search, sort: 'name' })).rows).toSorted()).toEqual(expected.toSorted());
  });

  it('finds a connector by its id and its application’s, whole or begun with four signs', async () => {
    const connector = await connectorStore.create(newConnector(tenantId));
    const appId = randomUUID();
    await connectorStore.update(connector, { appId });
    for (const search of [connector.id, connector.id.slice(0, 11), appId, appId.toUpperCase().slice(0, 14)]) {
      expect(idsOf((await page(tenantId, { search })).rows)).toEqual([connector.id]);
    }
    expect((await page(tenantId, { search: appId.slice(0, 3) })).rows).toEqual([]);
    const later = randomUUID();
    await connectorStore.update(connector, { appId: later });
    expect((await page(tenantId, { search: appId })).rows).toEqual([]);
    expect(idsOf((await page(tenantId, { search: later })).rows)).toEqual([connector.id]);
  });

  it('finds nothing of another tenant', async () => {
    const [one] = (await page(many, {})).rows;
    expect((await page(tenantId, { search: one?.id ?? '' })).rows).toEqual([]);
  });
});

it('says whether a tenant has any connector', async () => {
  expect(await connectorListStore.hasAny(many)).toBe(true);
  expect(await connectorListStore.hasAny(randomUUID())).toBe(false);
});

it.each<[ListSort, readonly (string | number)[]]>([
  ['trouble', [6, '9999-12-31T23:59:59.999Z', randomUUID()]],
  ['trouble', [0, '1000-01-01T00:00:00.000Z', randomUUID()]],
  ['name', ["'; drop table", randomUUID()]],
  ['created', ['2026-02-28T23:59:59.999Z', randomUUID()]],
])('reads at any position in the order of %s without a complaint', async (sort, position) => {
  const found = await page(many, { sort, turn: { way: 'after', position } });
  expect(found.rows.length).toBeLessThanOrEqual(PAGE_SIZE);
});
