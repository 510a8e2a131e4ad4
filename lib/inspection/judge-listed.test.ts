import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Connector } from '@/lib/connector/connector';
import { sampleConnector } from '@/lib/connector/testing/sample-connector';
import { refusal, scriptedGraph } from '@/lib/graph/testing/scripted-graph';
import { siemResources } from '@/lib/siem/siem-permission';
import { judgeListed } from './judge-listed';

const now = Date.UTC(2026, 10, 22);
const keyId = '11111111-2222-4333-8444-555555555555';
const [roleId, resourceId] = [randomUUID(), randomUUID()];
const batchSchema = z.object({ requests: z.array(z.object({ id: z.string(), url: z.string() })) });

const connector = (change: Partial<Connector> = {}) =>
  sampleConnector({
    ...{ id: randomUUID(), applicationObjectId: randomUUID(), appId: randomUUID() },
    provenAt: new Date(now - 86_400_000),
    ...change,
  });

type Part = { readonly status: number; readonly body?: unknown };
type What = 'application' | 'principal' | 'grants';

const missing: Part = { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: '' } } };
const busy: Part = { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: '' } } };

const passwords = (days: number) => [{ keyId, endDateTime: new Date(now + days * 86_400_000).toISOString() }];
const application = (change: object = {}) => ({
  status: 200,
  body: { id: keyId, isDisabled: null, passwordCredentials: passwords(90), ...change },
});
const fine: Readonly<Record<What, Part>> = {
  application: application(),
  principal: { status: 200, body: { id: keyId, accountEnabled: true } },
  grants: { status: 200, body: { value: [{ appRoleId: roleId, resourceId }] } },
};

/** A directory that answers every part of a batch by what it is about. */
function directory(answers: ReadonlyMap<Connector, Partial<Record<What, Part>>>) {
  const asked: number[] = [];
  const { context } = scriptedGraph();
  const defender = { id: resourceId, appRoles: [{ id: roleId, value: 'Alert.Read.All', isEnabled: true }] };
  const answer = (url: string): Part => {
    if (url.includes(siemResources.WindowsDefenderATP)) return { status: 200, body: defender };
    const about = Array.from(answers).find(([{ applicationObjectId, appId }]) =>
      [applicationObjectId, appId].some((id) => id && url.includes(id)),
    );
    if (!about) return missing;
    const what = url.startsWith('/applications') ? 'application' : url.includes('appRole') ? 'grants' : 'principal';
    return { ...fine, ...about[1] }[what];
  };
  const graph: typeof context = {
    ...context,
    async fetch(input, init) {
      const { requests } = batchSchema.parse(await new Request(input, init).json());
      asked.push(requests.length);
      return Response.json({ responses: requests.map(({ id, url }) => ({ id, ...answer(url) })) });
    },
  };
  return { graph, asked };
}

async function judged(part: Partial<Record<What, Part>>, change: Partial<Connector> = {}) {
  const one = connector(change);
  const { graph } = directory(new Map([[one, part]]));
  return (await judgeListed({ graph, now }, [one])).get(one.id);
}

describe('a page of connectors looked at in the directory', () => {
  it.each<[string, Partial<Record<What, Part>>, readonly [status: string, reason: string]]>([
    ['all is there', {}, ['healthy', 'proven']],
    ['the application is gone', { application: missing }, ['notWorking', 'applicationGone']],
    ['the service principal is gone', { principal: missing }, ['notWorking', 'principalGone']],
    [
      'the application is deactivated',
      { application: application({ isDisabled: true }) },
      ['notWorking', 'deactivated'],
    ],
    [
      'Microsoft has disabled it',
      { application: application({ disabledByMicrosoftStatus: 'DisabledDueToViolationOfServicesAgreement' }) },
      ['notWorking', 'disabledByMicrosoft'],
    ],
    [
      'nobody may sign in',
      { principal: { status: 200, body: { id: keyId, accountEnabled: false } } },
      ['notWorking', 'disabled'],
    ],
    ['the permission is gone', { grants: { status: 200, body: { value: [] } } }, ['notWorking', 'permissionGone']],
    ['no secret is left', { application: application({ passwordCredentials: [] }) }, ['notWorking', 'secretsGone']],
    [
      'the secret has ended',
      { application: application({ passwordCredentials: passwords(-1) }) },
      ['expired', 'secretEnded'],
    ],
    [
      'the secret ends soon',
      { application: application({ passwordCredentials: passwords(3) }) },
      ['expiresSoon', 'secretEnds'],
    ],
    ['the application cannot be read', { application: busy }, ['unknown', 'notRead']],
    ['the service principal cannot be read', { principal: busy }, ['unknown', 'notRead']],
    ['the grants cannot be read', { grants: busy }, ['unknown', 'notRead']],
  ])('where %s', async (_, part, [status, reason]) => {
    expect(await judged(part)).toMatchObject({ status, reason });
  });

  it('tells the date of the directory where it differs from the portal’s own', async () => {
    const found = await judged({ application: application({ passwordCredentials: passwords(3) }) });
    expect(found?.nextExpiry?.at).toBe(new Date(now + 3 * 86_400_000).toISOString());
  });

  it('was switched off here: that is no trouble, but no health either', async () => {
    const off = { application: application({ isDisabled: true }) };
    expect((await judged(off, { disabledAt: new Date(now) }))?.status).toBe('disabled');
  });

  it('begins with trouble, whatever the order of the page', async () => {
    const [well, gone, soon] = [connector(), connector(), connector({ provenAt: null })];
    const { graph } = directory(
      new Map<Connector, Partial<Record<What, Part>>>([
        [well, {}],
        [gone, { principal: missing }],
        [soon, {}],
      ]),
    );
    const statuses = await judgeListed({ graph, now }, [well, soon, gone]);
    expect([...statuses.keys()]).toEqual([gone.id, soon.id, well.id]);
  });

  it('costs as many requests as a page has room for, and none for what is not in use', async () => {
    const unused = [connector({ state: 'removing' }), connector({ state: 'removed' })];
    const none = directory(new Map());
    expect((await judgeListed({ graph: none.graph, now }, unused)).size).toBe(2);
    expect(none.asked).toEqual([]);
    const fifty = Array.from({ length: 50 }, () => connector());
    const { graph, asked } = directory(new Map(fifty.map((one) => [one, {}])));
    const statuses = await judgeListed({ graph, now }, [...unused, ...fifty]);
    expect(fifty.every(({ id }) => statuses.get(id)?.status === 'healthy')).toBe(true);
    expect(asked.reduce((sum, part) => sum + part, 0)).toBe(153);
    expect(asked).toHaveLength(8);
  });

  it('is unknown when the directory refuses, or there is no token to ask with, or no application to ask about', async () => {
    const [one, without] = [connector(), connector({ applicationObjectId: null })];
    const { context } = scriptedGraph(refusal(403, 'Authorization_RequestDenied', 'no'));
    for (const graph of [context, null]) {
      const statuses = await judgeListed({ graph, now }, [one, without]);
      expect(Array.from(statuses.values(), ({ status }) => status)).toEqual(['unknown', 'unknown']);
    }
  });
});
