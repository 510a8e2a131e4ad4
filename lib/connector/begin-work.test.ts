import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentStore } from '@/lib/consent/consent-store';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { beginWork } from './begin-work';
import { consentedWork, rehearse, unsignedToken } from './testing/rehearsal';

beforeAll(database);
afterAll(closeDatabase);

/** Two flows that want to work on the same connector, and a clock that only sleeping moves. */
async function stage() {
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const network = fakeNetwork(() => Response.error());
  const { context } = rehearse({ network, token, startsAt: 0, origin: 'https://graph.example' });
  const { flow: first } = await consentedWork(context, 'secret');
  const { flow: other } = await consentedWork(context, 'tokens');
  const second = { ...other, connectorId: first.connectorId };
  let time = 0;
  const clock = { now: () => time, sleep: (milliseconds: number) => Promise.resolve(void (time += milliseconds)) };
  const begin = (flow: typeof first) => beginWork(consentStore, { ...flow, from: ['consented'] }, clock);
  return { first, second, begin, clock };
}

describe('beginWork', () => {
  it('says that the connector is busy when the other work does not end, and leaves the flow as it was', async () => {
    const { first, second, begin } = await stage();
    expect(await begin(first)).toBe('started');
    expect(await begin(second)).toBe('busy');
    expect((await consentStore.find(second))?.state).toBe('consented');
  });

  it('gives one flow to one of two callers', async () => {
    const { first, begin } = await stage();
    expect((await Promise.all([begin(first), begin(first)])).sort()).toEqual(['started', 'taken']);
  });

  it('starts when the other work has ended meanwhile', async () => {
    const { first, second, clock } = await stage();
    await consentStore.startWork(first, ['consented'], new Date());
    const sleep = (milliseconds: number) =>
      consentStore.move(first, ['running'], 'done').then(() => clock.sleep(milliseconds));
    const work = { ...second, from: ['consented'] } as const;
    expect(await beginWork(consentStore, work, { ...clock, sleep })).toBe('started');
  });

  it('does not wait for a process that died: its lease has run out', async () => {
    const { first, second, begin } = await stage();
    await consentStore.startWork(first, ['consented'], new Date(Date.now() - 60_000));
    expect(await begin(second)).toBe('started');
  });
});
