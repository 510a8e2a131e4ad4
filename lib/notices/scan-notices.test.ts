import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connector } from '@/lib/connector/connector';
import { sampleConnector, sampleSecret } from '@/lib/connector/testing/sample-connector';
import { closeDatabase, database } from '@/lib/db/database';
import type { PortalCredential, WaitingApproval } from './find-notices';
import { noticeStore } from './notice-store';
import { scanNotices } from './scan-notices';

beforeAll(() => database());
afterAll(closeDatabase);

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const on = (day: number) => new Date(START + day * DAY_MS);

/** A tenant with one connector whose secret lives 100 days from the first, and a portal that looks when it is told to. */
function tenant() {
  const tenantId = randomUUID();
  let since: Date | null = null;
  let connectors: readonly Connector[] = [
    sampleConnector({ tenantId, secrets: [sampleSecret({ createdAt: on(0), expiresAt: on(100) })] }),
  ];
  let [approvals, portal]: [readonly WaitingApproval[], readonly PortalCredential[]] = [[], []];
  const source = {
    tenantId,
    store: noticeStore,
    connectors: () => Promise.resolve(connectors),
    approvals: () => Promise.resolve(approvals),
    portal: () => Promise.resolve(portal),
  };
  return {
    tenantId,
    /** @returns what is open on the page afterwards */
    look: async (day: number) => {
      const now = on(day);
      const { news, nextAt } = await scanNotices(source, { now, since });
      since = now;
      const open = await noticeStore.list(tenantId, 'open', now);
      return { news, nextAt, open: open.map(({ notice }) => notice) };
    },
    change: (change: Partial<Connector>) => (connectors = connectors.map((each) => ({ ...each, ...change }))),
    ask: (asked: readonly WaitingApproval[]) => (approvals = asked),
    configure: (credentials: readonly PortalCredential[]) => (portal = credentials),
  };
}

describe('the end of a secret', () => {
  it('is told once for each threshold, the newest alone is open, and the next is known', async () => {
    const { look } = tenant();
    expect(await look(49)).toMatchObject({ news: 0, open: [], nextAt: on(50) });
    const told = [];
    for (const day of [50, 51, 75, 76, 90, 97, 98, 99, 100, 101, 200]) {
      const { open, news } = await look(day);
      told.push([day, news, open.map(({ threshold, severity }) => `${threshold} ${severity}`).join()]);
    }
    expect(told).toEqual([
      [50, 1, 'left50 info'],
      [51, 0, 'left50 info'],
      [75, 1, 'left25 warning'],
      [76, 0, 'left25 warning'],
      [90, 1, 'left10 warning'],
      [97, 1, 'left3 critical'],
      [98, 0, 'left3 critical'],
      [99, 1, 'day1 critical'],
      [100, 1, 'ended critical'],
      [101, 0, 'ended critical'],
      [200, 0, 'ended critical'],
    ]);
  });

  it('is told late, and once, by a portal that was off for weeks', async () => {
    const { look } = tenant();
    await look(49);
    const { open } = await look(95);
    expect(open).toMatchObject([{ threshold: 'left10', late: true, dueAt: on(90) }]);
  });

  it('is not late where the portal has just heard of it', async () => {
    expect((await tenant().look(95)).open).toMatchObject([{ threshold: 'left10', late: false }]);
  });

  it('makes no storm and loses nothing when the clock jumps to and fro', async () => {
    const { look } = tenant();
    await look(60);
    expect((await look(5_000)).open).toMatchObject([{ threshold: 'ended' }]);
    for (const day of [60, 10, 80, 98]) expect(await look(day)).toMatchObject({ news: 0 });
    expect((await look(101)).open).toMatchObject([{ threshold: 'ended' }]);
  });

  it('is over when the secret was replaced, and told again of the new one', async () => {
    const { look, change } = tenant();
    expect((await look(95)).open).toHaveLength(1);
    change({ secrets: [sampleSecret({ createdAt: on(95), expiresAt: on(195) })] });
    expect(await look(96)).toMatchObject({ news: 0, open: [] });
    expect((await look(150)).open).toMatchObject([{ threshold: 'left50' }]);
  });

  it('is told no more when somebody handles it elsewhere', async () => {
    const { tenantId, look } = tenant();
    const [notice] = (await look(50)).open;
    const by = { upn: 'pat@contoso.example', at: on(50), reason: 'Ticket 4711' };
    expect(await noticeStore.acknowledge({ tenantId, id: notice?.id ?? '' }, by)).toBe(true);
    expect(await noticeStore.acknowledge({ tenantId, id: notice?.id ?? '' }, by)).toBe(false);
    for (const day of [75, 90, 100]) expect(await look(day)).toMatchObject({ news: 0, open: [] });
  });

  it('is hidden while it is snoozed, and not from a later threshold', async () => {
    const { tenantId, look } = tenant();
    const [notice] = (await look(50)).open;
    await noticeStore.snooze({ tenantId, id: notice?.id ?? '' }, on(57));
    expect((await look(56)).open).toEqual([]);
    expect(await noticeStore.count(tenantId, on(56))).toEqual({ open: 0, snoozed: 1 });
    expect((await look(57)).open).toHaveLength(1);
    await noticeStore.snooze({ tenantId, id: notice?.id ?? '' }, on(87));
    expect((await look(75)).open).toMatchObject([{ threshold: 'left25' }]);
  });

  it('is written down once by two processes at once', async () => {
    const { tenantId, look } = tenant();
    await Promise.all([look(50), look(50), look(50)]);
    expect(await noticeStore.list(tenantId, 'open', on(50))).toHaveLength(1);
  });
});

describe('a verification', () => {
  it('is told of when it begins to fail, once, and when it works again', async () => {
    const { tenantId, look, change } = tenant();
    const problem = { kind: 'problem', cause: 'entra', status: 401, aadsts: null, requestId: null } as const;
    const failedOn = (day: number) =>
      change({ failure: { failedAt: on(day).toISOString(), at: 'token', problem, roles: null } });
    failedOn(1);
    expect((await look(1)).open).toMatchObject([{ kind: 'proofFailed', severity: 'critical' }]);
    failedOn(2);
    expect(await look(2)).toMatchObject({ news: 0 });
    change({ provenAt: on(3) });
    expect(await look(3)).toMatchObject({ news: 1, open: [] });
    const done = await noticeStore.list(tenantId, 'done', on(3));
    expect(done.map(({ notice }) => notice.kind).sort()).toEqual(['proofFailed', 'proofRecovered']);
    failedOn(4);
    expect((await look(4)).open).toMatchObject([{ kind: 'proofFailed' }]);
  });
});

describe('an approval', () => {
  it('is told of while nobody has decided, and anew when somebody asks anew', async () => {
    const { look, ask } = tenant();
    const asked = (day: number) => ({ connectorId: 'c', askedByUpn: 'pat@contoso.example', createdAt: on(day) });
    ask([asked(1)]);
    expect((await look(1)).open).toMatchObject([{ kind: 'approvalWaits', facts: { upn: 'pat@contoso.example' } }]);
    ask([]);
    expect((await look(2)).open).toEqual([]);
    ask([asked(3)]);
    expect((await look(3)).open).toHaveLength(1);
  });
});

describe('a change in the directory', () => {
  it('is told of as long as there is the connector', async () => {
    const { tenantId, look, change } = tenant();
    const told = { subject: 'drift c disabled', threshold: 'after nothing', urgency: 0, kind: 'drift' } as const;
    const about = { severity: 'critical', connectorId: 'c', about: 'ArcSight', facts: { fault: 'disabled' } } as const;
    await noticeStore.raise(tenantId, [{ ...told, ...about, dueAt: on(1), late: false }], { now: on(1) });
    expect((await look(2)).open).toHaveLength(1);
    change({ state: 'removed' });
    expect((await look(3)).open).toEqual([]);
  });
});

describe('the portal’s own credential', () => {
  it('is told of with all thresholds, and while nobody knows when it ends', async () => {
    const { look, configure } = tenant();
    const credential = { fingerprint: 'f', what: 'secret' } as const;
    configure([{ ...credential, lifetime: null }]);
    expect((await look(1)).open).toMatchObject([{ kind: 'portalUnknown', severity: 'warning' }]);
    configure([{ ...credential, lifetime: { from: START, to: on(20).getTime() } }]);
    expect((await look(2)).open).toEqual([]);
    expect((await look(11)).open).toMatchObject([{ kind: 'portalEnds', severity: 'warning' }]);
    expect((await look(20)).open).toMatchObject([{ kind: 'portalEnds', threshold: 'ended', severity: 'critical' }]);
  });
});
