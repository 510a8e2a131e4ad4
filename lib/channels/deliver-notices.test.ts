import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { noticeStore } from '@/lib/notices/notice-store';
import type { Severity } from '@/lib/notices/thresholds';
import { fail, succeed } from '@/lib/result';
import { channelStore } from './channel-store';
import { deliverNotices } from './deliver-notices';
import { deliveryStore } from './delivery-store';
import { newNotice } from './testing/sample-notice';

beforeAll(() => database());
afterAll(closeDatabase);

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-12-01T00:00:00Z');
const refused = { code: 'refused', host: 'tickets.example', status: 401, text: 'signature does not match' } as const;

/** A tenant with channels that are up or down, and a clock that is moved. */
async function tenant(names: readonly string[] = ['mail', 'tickets'], leastSeverity: Severity = 'info') {
  const tenantId = randomUUID();
  let now = START;
  const [down, received, ids] = [new Set<string>(), new Map<string, string[]>(), new Map<string, string>()];
  for (const name of names) {
    const id = randomUUID();
    ids.set(name, id);
    await channelStore.add({
      ...{ id, tenantId, name, kind: 'webhook', shownTarget: `https://${name}.example`, leastSeverity, locale: 'en' },
      ...{ sealedTarget: null, sealedKey: null, tokenHash: null, createdByUpn: 'pat@contoso.example' },
      createdAt: new Date(START),
    });
  }
  let dies = false;
  let killed = 0;
  const deliver = () =>
    deliverNotices({
      ...{ tenantId, deliveries: deliveryStore, channels: channelStore, notices: noticeStore, now: () => now },
      signal: new AbortController().signal,
      send: (channel, delivery) => {
        if (down.has(channel.name)) return Promise.resolve(fail(refused));
        received.set(channel.name, [...(received.get(channel.name) ?? []), delivery.id]);
        // Killed between the receiver's answer and writing it down.
        if (dies) killed += 1;
        return dies ? Promise.reject(new Error('killed')) : Promise.resolve(succeed(null));
      },
    });
  return {
    tenantId,
    deliver,
    down,
    move: (milliseconds: number) => (now += milliseconds),
    raise: (count: number, severity: Severity = 'warning') => {
      const notices = Array.from({ length: count }, () => newNotice({ severity }));
      return noticeStore.raise(tenantId, notices, { now: new Date(now) });
    },
    die: (yes: boolean) => (dies = yes),
    kills: () => killed,
    got: (name: string) => received.get(name) ?? [],
    open: async () => (await noticeStore.list(tenantId, 'open', new Date(now))).map(({ notice }) => notice),
    channel: async (name: string) => (await channelStore.list(tenantId)).find(({ channel }) => channel.name === name),
    sendAgain: (name: string) => deliveryStore.sendAgain(tenantId, ids.get(name) ?? '', new Date(now)),
  };
}

describe('deliverNotices', () => {
  it('delivers each notice once on each channel that gets it, however often it looks', async () => {
    const { raise, deliver, got } = await tenant();
    await raise(3);
    for (let look = 0; look < 4; look++) await deliver();
    expect(got('mail')).toHaveLength(3);
    expect(new Set([...got('mail'), ...got('tickets')]).size).toBe(6);
  });

  it('gives a channel what is severe enough for it, and the portal’s own end in any case', async () => {
    const { tenantId, raise, deliver, got } = await tenant(['pager'], 'critical');
    await raise(2, 'warning');
    await raise(1, 'critical');
    await noticeStore.raise(tenantId, [newNotice({ kind: 'portalEnds', severity: 'warning' })], {
      now: new Date(START),
    });
    await deliver();
    expect(got('pager')).toHaveLength(2);
  });

  it('tries again with growing waits, tells the others, and delivers everything when the channel is back', async () => {
    const { raise, deliver, got, down, move, open, channel } = await tenant();
    down.add('tickets');
    await raise(2);
    await deliver();
    expect(await channel('tickets')).toMatchObject({ waiting: 2, channel: { failures: 1, problem: refused } });
    expect((await open()).map(({ kind }) => kind)).not.toContain('channelFails');
    move(60_000);
    await deliver();
    expect((await open()).filter(({ kind }) => kind === 'channelFails')).toMatchObject([{ about: 'tickets' }]);
    await deliver();
    expect(got('mail')).toHaveLength(3);
    down.clear();
    move(HOUR_MS);
    expect(await deliver()).toBeNull();
    expect(got('tickets')).toHaveLength(2);
    expect((await open()).map(({ kind }) => kind)).not.toContain('channelFails');
    expect(await channel('tickets')).toMatchObject({ waiting: 0, channel: { failures: 0, failingSince: null } });
  });

  it('gives up after a day, says how many, and sends them again when somebody asks', async () => {
    const { raise, deliver, got, down, move, open, channel, sendAgain } = await tenant();
    down.add('tickets');
    await raise(3);
    for (let tries = 0; tries < 12; tries++) {
      const next = await deliver();
      if (!next) break;
      move(4 * HOUR_MS);
    }
    expect(await channel('tickets')).toMatchObject({ waiting: 0, gaveUp: 3 });
    expect((await open()).filter(({ kind }) => kind === 'channelGaveUp')).toMatchObject([{ facts: { count: 3 } }]);
    down.clear();
    await sendAgain('tickets');
    await deliver();
    expect(got('tickets')).toHaveLength(3);
    expect(await channel('tickets')).toMatchObject({ waiting: 0, gaveUp: 0 });
  });

  it('gives nothing up that was hardly tried, however far the clock was set', async () => {
    const { raise, deliver, down, move, channel, got } = await tenant(['tickets']);
    down.add('tickets');
    await raise(1);
    await deliver();
    move(8_760 * HOUR_MS);
    await deliver();
    expect(await channel('tickets')).toMatchObject({ waiting: 1, gaveUp: 0 });
    move(-8_760 * HOUR_MS);
    down.clear();
    await deliver();
    expect(got('tickets')).toHaveLength(1);
  });

  it('loses nothing when it is killed after a receiver’s answer: that try is repeated with the same id', async () => {
    const { raise, deliver, die, got } = await tenant(['tickets']);
    await raise(1);
    die(true);
    await expect(deliver()).rejects.toThrow('killed');
    die(false);
    await deliver();
    await deliver();
    const [first, ...others] = got('tickets');
    expect(others).toEqual([first]);
  });

  it('loses none and doubles none through kills, outages and clocks that jump, in any order', async () => {
    const { tenantId, raise, deliver, die, down, move, got, kills, sendAgain } = await tenant();
    // The same order in every run.
    let seed = 4711;
    const draw = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    let outages = 0;
    for (let round = 0; round < 80; round++) {
      await raise(draw(2));
      down.clear();
      if (draw(3) === 0) down.add(draw(2) === 0 ? 'mail' : 'tickets');
      outages += down.size;
      die(draw(3) === 0);
      await deliver().catch(() => null);
      move((draw(20) === 0 ? -30 : 1) * (60_000 + draw(5 * HOUR_MS)));
    }
    die(false);
    down.clear();
    await Promise.all([sendAgain('mail'), sendAgain('tickets')]);
    while ((await deliver()) !== null) move(60_000);
    const { prisma } = await database();
    const states = await prisma.noticeDelivery.groupBy({
      by: ['channelId', 'state'],
      where: { tenantId },
      _count: true,
    });
    const sent = [...got('mail'), ...got('tickets')];
    expect(states.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(new Set(sent).size).toBe(states.reduce((sum, { _count }) => sum + _count, 0));
    // A receiver gets an id once more for each kill after its answer, and for nothing else.
    expect(sent.length - new Set(sent).size).toBeLessThanOrEqual(kills());
    expect([kills() > 10, outages > 20]).toEqual([true, true]);
  });
});
