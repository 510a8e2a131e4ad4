import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConnectorFault } from '@/lib/connector/connector-evidence';
import type { ConnectorStatus, StatusReason } from '@/lib/connector/connector-status';
import { closeDatabase, database } from '@/lib/db/database';
import { noticeStore } from './notice-store';
import { tellDrift } from './tell-drift';

beforeAll(() => database());
afterAll(closeDatabase);

/** A connector that somebody looks at, once a minute. */
function connector() {
  const [tenantId, id] = [randomUUID(), randomUUID()];
  let at = Date.parse('2026-12-01T12:00:00Z');
  return {
    tenantId,
    look: async (status: ConnectorStatus, reason: StatusReason) => {
      const now = new Date((at += 60_000));
      const seen = [{ id, name: 'ArcSight', judged: { status, reason, at: null } }];
      const news = await tellDrift(noticeStore, { tenantId, seen, now });
      const open = await noticeStore.list(tenantId, 'open', now);
      return { news, faults: open.map(({ notice }) => notice.facts.fault) };
    },
  };
}

const faults: readonly ConnectorFault[] = [
  ...(['applicationGone', 'principalGone', 'disabledByMicrosoft', 'deactivated', 'disabled'] as const),
  ...(['permissionGone', 'secretsGone'] as const),
];

it.each(faults)('%s is told once, is over when it was put right, and told anew when it comes again', async (fault) => {
  const { look } = connector();
  expect(await look('healthy', 'proven')).toEqual({ news: 0, faults: [] });
  expect(await look('notWorking', fault)).toEqual({ news: 1, faults: [fault] });
  expect(await look('notWorking', fault)).toEqual({ news: 0, faults: [fault] });
  expect(await look('unknown', 'notRead')).toEqual({ news: 0, faults: [fault] });
  expect(await look('healthy', 'proven')).toEqual({ news: 0, faults: [] });
  expect(await look('notWorking', fault)).toEqual({ news: 1, faults: [fault] });
});

it('of a connector that was switched off on purpose, or cannot be read, is none', async () => {
  const { look } = connector();
  const calm = [
    ...[['disabled', 'disabledHere'] as const, ['unknown', 'notRead'] as const, ['checking', 'settling'] as const],
    ...[['expired', 'secretEnded'] as const, ['failing', 'proofFailed'] as const, ['removed', 'removedHere'] as const],
  ];
  for (const [status, reason] of calm) expect(await look(status, reason)).toEqual({ news: 0, faults: [] });
});

it('that two people see at once is one', async () => {
  const { tenantId, look } = connector();
  await Promise.all([look('notWorking', 'disabled'), look('notWorking', 'disabled')]);
  expect(await noticeStore.list(tenantId, 'open', new Date('2027-01-01'))).toHaveLength(1);
});

it('another fault takes the place of the first', async () => {
  const { look } = connector();
  await look('notWorking', 'permissionGone');
  expect(await look('notWorking', 'applicationGone')).toEqual({ news: 1, faults: ['applicationGone'] });
});
