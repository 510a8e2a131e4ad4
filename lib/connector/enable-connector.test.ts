import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consentStore } from '@/lib/consent/consent-store';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { connectorStore } from './connector-store';
import { enableConnector } from './enable-connector';
import { consentedWork, rehearse, reload, unsignedToken } from './testing/rehearsal';

beforeAll(database);
afterAll(closeDatabase);

it('makes nothing for a connector whose removal broke off while consent was asked for', async () => {
  const network = fakeNetwork(() => Response.error());
  const token = unsignedToken({ tid: randomUUID(), oid: randomUUID() });
  const { context, audited } = rehearse({ network, token, startsAt: Date.now(), origin: 'https://graph.example' });
  const { flow, connector } = await consentedWork(context, 'enable');
  if (!connector) throw new Error('there is no connector');
  await connectorStore.update(connector, { state: 'removing' });
  await consentStore.move(flow, ['consented'], 'running');
  expect(await enableConnector(context, consentStore, flow)).toMatchObject({
    ...{ ok: false, error: { problem: { cause: 'removing' } } },
  });
  expect(network.sent).toEqual([]);
  expect((await reload(connector)).state).toBe('removing');
  expect((await consentStore.find(flow))?.state).toBe('failed');
  expect(audited).toMatchObject([{ action: 'connector-enable', outcome: 'failed', detail: { cause: 'removing' } }]);
});
