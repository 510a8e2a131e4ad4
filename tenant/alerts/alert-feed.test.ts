import { describe, expect, it } from 'vitest';
import { createAlertFeed } from './alert-feed';

const seededAt = Date.UTC(2026, 10, 22);
const minute = 60_000;

describe('the alert feed', () => {
  it('is the same for the same seed and time, whoever asks', () => {
    expect(createAlertFeed().alertsAt(seededAt, seededAt + 5 * minute)).toEqual(
      createAlertFeed().alertsAt(seededAt, seededAt + 5 * minute),
    );
  });

  it('begins with about three hundred of the last thirty days, in all their variety', () => {
    const alerts = createAlertFeed().alertsAt(seededAt, seededAt);
    expect(alerts.length).toBeGreaterThanOrEqual(299);
    expect(new Set(alerts.map(({ severity }) => severity)).size).toBe(5);
    expect(new Set(alerts.map(({ status }) => status)).size).toBeGreaterThanOrEqual(3);
    expect(new Set(alerts.map(({ pattern }) => pattern.source.graph)).size).toBeGreaterThan(5);
    const kinds = new Set(alerts.flatMap(({ evidence }) => evidence.map(({ kind }) => kind)));
    expect(kinds).toEqual(new Set(['user', 'file', 'process', 'ip', 'url', 'registry']));
    expect(alerts.some(({ evidence }) => evidence.length === 0)).toBe(true);
    const digits = alerts.map(({ createdAt }) => /\.(\d+)Z$/.exec(createdAt)?.[1]?.length ?? 0);
    expect([Math.min(...digits), Math.max(...digits)]).toEqual([2, 7]);
  });

  it('grows every few minutes and keeps what it had', () => {
    const feed = createAlertFeed();
    const before = feed.alertsAt(seededAt, seededAt).map(({ id }) => id);
    const after = feed.alertsAt(seededAt, seededAt + 60 * minute).map(({ id }) => id);
    expect(after.length - before.length).toBeGreaterThanOrEqual(14);
    expect(after.slice(-100)).not.toEqual(before.slice(0, 100));
    expect(after.filter((id) => before.includes(id)).length).toBeGreaterThanOrEqual(before.length - 1);
  });

  it('is worked on: new alerts are taken and resolved as time goes by', () => {
    const feed = createAlertFeed();
    const [newest] = feed.alertsAt(seededAt, seededAt + minute);
    const later = feed.alertsAt(seededAt, seededAt + 20 * 86_400_000);
    const resolved = later.filter(({ status }) => status === 'resolved');
    expect(newest?.status).toMatch(/new|unknown/);
    expect(resolved.length).toBeGreaterThan(100);
    expect(resolved.every(({ resolvedAt, lastUpdateAt }) => resolvedAt === lastUpdateAt)).toBe(true);
  });
});
