import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { matchesFilter } from '@/tenant/odata/match-filter';
import { parseFilter } from '@/tenant/odata/parse-filter';
import { findSiemFormat, type SiemType } from './catalogue/siem-catalogue';
import type { AlertApi } from './connector-details';
import { type AlertRow, AlertWorld, timeText, type WorldAlert, worldApis } from './testing/polling/alert-world';
import { criblPlayer } from './testing/polling/cribl-player';
import { filebeatPlayer } from './testing/polling/filebeat-player';
import { fillTemplate } from './testing/polling/go-template';
import { integrationPlayer } from './testing/polling/integration-player';
import type { Player } from './testing/polling/player';
import { wazuhPlayer } from './testing/polling/wazuh-player';
import { sampleConnector, sampleSecrets, savedAt } from './testing/sample-connector';

const MINUTE = 60_000;
const INTERVAL = 5 * MINUTE;
const startsAt = Date.UTC(2026, 10, 22, 12);
const busyRounds = 60;
const quietRounds = 24;
const rounds = busyRounds + quietRounds;

/** The words of filters are read by the embedded tenant's own parser. */
const parsed = new Map<string, ReturnType<typeof parseFilter>>();
const matches = (text: string, row: AlertRow) => {
  const filter = parsed.get(text) ?? parseFilter(text);
  parsed.set(text, filter);
  if (!filter) throw new Error(`not a filter: ${text}`);
  return matchesFilter(filter, row);
};

function alert(id: string, createdAt: number, lateness = 0): WorldAlert {
  return { id, createdAt, states: [{ updatedAt: createdAt, shownAt: createdAt + lateness }] };
}

/** Five hours of alerts, then two quiet ones in which what is late arrives. */
function alertsOfFiveHours(): readonly WorldAlert[] {
  const alerts = Array.from({ length: busyRounds }, (_, round) => {
    const at = startsAt + round * INTERVAL;
    const updated = alert(`updated-${round}`, at + 50_000);
    return [
      ...Array.from({ length: 3 }, (_each, one) => alert(`new-${round}-${one}`, at + one * 70_000 + 1)),
      ...Array.from({ length: 4 }, (_each, one) => alert(`same-${round}-${one}`, at + 100_000)),
      alert(`late-3-${round}`, at + 20_000, 3 * MINUTE),
      ...(round % 6 === 0 ? [alert(`late-20-${round}`, at + 30_000, 20 * MINUTE)] : []),
      ...(round % 12 === 0 ? [alert(`late-50-${round}`, at + 40_000, 50 * MINUTE)] : []),
      {
        ...updated,
        states: [...updated.states, { updatedAt: at + 33 * MINUTE, shownAt: at + 33 * MINUTE }],
      },
    ];
  }).flat();
  // More than two pages of Graph in five minutes, of which a hundred at each moment lie across the edges.
  const burst = Array.from({ length: 2_350 }, (_, one) =>
    alert(`burst-${one}`, startsAt + 40 * INTERVAL + Math.floor(one / 100) * 1_000),
  );
  return [...alerts, ...burst].toSorted((one, other) => one.createdAt - other.createdAt);
}

const alerts = alertsOfFiveHours();

type Played = { readonly lost: number; readonly lostUpdates: number; readonly doubled: number };

function play(api: AlertApi, playerOf: (world: AlertWorld) => Player): Played {
  const world = new AlertWorld(worldApis[api], alerts, { startsAt, matches });
  const player = playerOf(world);
  for (let round = 1; round <= rounds; round += 1) {
    world.now = startsAt + round * INTERVAL;
    // Refused between two pages, refused at once, and a secret that is changed for two rounds.
    const before = world.calls;
    world.refuses = (call) => (round === 41 ? call > before + 1 : [20, 30, 31].includes(round));
    if (round % 25 === 0) player.restart();
    // The machine is off for half an hour.
    if (round < 50 || round > 55) player.poll();
  }
  return judge(worldApis[api].updated, player.events());
}

const rowSchema = z.record(z.string(), z.string());

function stateText(event: unknown, updated: string): string {
  const row = rowSchema.parse(event);
  return `${row.id ?? ''} ${row[updated] ?? ''}`;
}

function judge(updated: string, events: readonly string[]): Played {
  const seen = new Set(events);
  const ids = new Set(events.map((event) => /"id":"([^"]+)"/.exec(event)?.[1]));
  const lastStates = alerts.filter(({ states }) => states.length > 1);
  const states = new Set([...seen].map((event) => stateText(JSON.parse(event), updated)));
  const isTold = ({ id, states: [, last] }: WorldAlert) => states.has(`${id} ${timeText(last?.updatedAt ?? 0)}`);
  return {
    lost: alerts.filter(({ id }) => !ids.has(id)).length,
    lostUpdates: lastStates.filter((one) => !isTold(one)).length,
    doubled: events.length - seen.size,
  };
}

function fileOf(siemType: SiemType, api: AlertApi, index = 0): string {
  const files = findSiemFormat(siemType)?.files(sampleConnector(api), sampleSecrets, savedAt) ?? [];
  return files[index]?.text ?? '';
}

const filebeat = (api: AlertApi) => play(api, (world) => filebeatPlayer(fileOf('filebeat', api), world));
const cribl = (api: AlertApi, rangeMs: number) =>
  play(api, (world) => criblPlayer(fileOf('cribl', api, 1), world, rangeMs));

type Line = { readonly product: string; readonly api: AlertApi; readonly played: Played; readonly why: string };

const allOfIt = 'An hour is read again at each poll, and Elasticsearch keeps an id once.';
const lines: readonly Line[] = [
  { product: 'Elastic Filebeat', api: 'defender-alerts', played: filebeat('defender-alerts'), why: allOfIt },
  { product: 'Elastic Filebeat', api: 'graph-alerts', played: filebeat('graph-alerts'), why: allOfIt },
  {
    product: 'Wazuh',
    api: 'graph-alerts',
    played: play('graph-alerts', (world) => wazuhPlayer(fileOf('wazuh', 'graph-alerts'), world)),
    why: 'It asks for each span of creation once, 30 minutes later: what Graph shows later than that is lost, updates never come, and pages before one that failed come again.',
  },
  {
    product: 'Cribl Stream, range of 1 hour',
    api: 'defender-alerts',
    played: cribl('defender-alerts', 60 * MINUTE),
    why: 'A run knows nothing of the one before: what lies in two ranges comes twice, what is later than the range is lost.',
  },
  {
    product: 'Cribl Stream, range of 1 hour',
    api: 'graph-alerts',
    played: cribl('graph-alerts', 60 * MINUTE),
    why: 'The same; and a run reads one page, of 1,000 alerts at most.',
  },
  {
    product: 'Elastic Agent: Defender XDR',
    api: 'graph-alerts',
    played: play('graph-alerts', (world) => integrationPlayer({ comparison: 'ge', page: 1_000, hasIds: true }, world)),
    why: 'Its own code: it goes on at the last moment that it read, so that what appears later with an earlier moment is lost, and so is what has the moment at the end of a full page.',
  },
];

const row = ({ product, api, played: { lost, lostUpdates, doubled }, why }: Line) =>
  `| ${product} | ${api} | ${rounds} | ${alerts.length} | ${lost} | ${lostUpdates} | ${doubled} | ${why} |`;

describe('the files that the portal makes, polled for seven hours', () => {
  test.each(lines.filter(({ product }) => product === 'Elastic Filebeat'))(
    'Filebeat loses and doubles nothing of $api',
    ({ played }) => {
      expect(played).toEqual({ lost: 0, lostUpdates: 0, doubled: 0 });
    },
  );

  test('the players see loss and doubling where there is some', () => {
    const graph = fileOf('filebeat', 'graph-alerts');
    const without = graph.replace(/ {2}processors:[\s\S]*$/, '');
    const late = graph.replaceAll('[[if lt .cursor.last_update_time .cursor.look_back]]', '[[if eq 1 1]]');
    expect(play('graph-alerts', (world) => filebeatPlayer(without, world)).doubled).toBeGreaterThan(0);
    expect(play('graph-alerts', (world) => filebeatPlayer(late, world)).lost).toBeGreaterThan(0);
    const wazuh = fileOf('wazuh', 'graph-alerts');
    const kind = (file: string) => play('graph-alerts', (world) => wazuhPlayer(file, world)).lost;
    const lost = lines.find(({ product }) => product === 'Wazuh')?.played.lost ?? 0;
    expect(kind(wazuh.replace('<time_delay>30m</time_delay>', ''))).toBeGreaterThan(lost);
    expect(kind(wazuh.replace('<only_future_events>no', '<only_future_events>yes'))).toBeGreaterThan(lost);
  });

  test('give the figures of the page', async () => {
    const page = [
      '# What each product loses and doubles',
      '',
      'Made by `lib/siem/polling.test.ts`. Do not edit by hand.',
      '',
      `Each product’s polling is played by what its documentation or source says, for ${rounds} rounds of five minutes: alerts`,
      'that are new, changed, shown up to 50 minutes late and of the same moment, more than two pages at once, polls refused at once',
      'or between two pages, a secret that is changed, restarts, and half an hour in which the machine is off. Filters are read by the embedded',
      'tenant’s parser; pages and order follow Microsoft’s documentation. No file was run on the product itself.',
      '',
      '| Product | API | Rounds | Alerts | Lost | Updates lost | Doubled | Why |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...lines.map(row),
      '',
      'Logstash gets its alerts by the same file of Filebeat, and keeps an id once when its output has `document_id`',
      'set to `%{[@metadata][_id]}`. How the other products poll is not public.',
      '',
    ].join('\n');
    const { format, resolveConfig } = await import('prettier');
    const options = await resolveConfig('docs/polling.md');
    await expect(await format(page, { ...options, parser: 'markdown' })).toMatchFileSnapshot('../../docs/polling.md');
  });
});

test('a template that lacks a member gives nothing, so that the default stands', () => {
  const data = { now: startsAt, members: { cursor: {} } };
  expect(fillTemplate('x [[.cursor.y]]', data)).toBeNull();
  expect(fillTemplate('[[if eq (len .cursor) 1]]x[[end]]', data)).toBeNull();
  expect(fillTemplate('since [[formatDate (now (parseDuration "-1h"))]]', data)).toBe('since 2026-11-22T11:00:00Z');
});
