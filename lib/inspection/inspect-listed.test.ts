import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refusal, scriptedGraph } from '@/lib/graph/testing/scripted-graph';
import type { Connector } from '@/lib/connector/connector';
import { inspectListed } from './inspect-listed';
import { sampleConnector } from '@/lib/connector/testing/sample-connector';

const now = Date.UTC(2026, 10, 22);
const keyId = '11111111-2222-4333-8444-555555555555';
const batchSchema = z.object({ requests: z.array(z.object({ id: z.string(), url: z.string() })) });

const connector = (change: Partial<Connector> = {}) =>
  sampleConnector({ id: randomUUID(), applicationObjectId: randomUUID(), ...change });
const found = (days: number) => ({
  status: 200,
  body: { id: keyId, passwordCredentials: [{ keyId, endDateTime: new Date(now + days * 86_400_000).toISOString() }] },
});

type Part = { readonly status: number; readonly body?: unknown };

/** A directory that answers every part of a batch by the id in it. */
function directory(answerTo: (id: string) => Part) {
  const asked: number[] = [];
  const { context } = scriptedGraph();
  const graph: typeof context = {
    ...context,
    async fetch(input, init) {
      const { requests } = batchSchema.parse(await new Request(input, init).json());
      asked.push(requests.length);
      return Response.json({ responses: requests.map(({ id }) => ({ id, ...answerTo(id) })) });
    },
  };
  return { graph, asked };
}

describe('a page of connectors looked at in the directory', () => {
  it('is corrected where applications or secrets are gone, and left alone where they are not', async () => {
    const [gone, empty, ended, fine, busy] = [connector(), connector(), connector(), connector(), connector()];
    const parts = new Map<string, Part>([
      [gone.id, { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: '' } } }],
      [empty.id, { status: 200, body: { id: keyId, passwordCredentials: [] } }],
      [ended.id, found(-1)],
      [fine.id, found(30)],
      [busy.id, { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: '' } } }],
    ]);
    const { graph } = directory((id) => parts.get(id) ?? { status: 500 });
    const { statuses, isWhole } = await inspectListed({ graph, now }, [gone, empty, ended, fine, busy]);
    expect(isWhole).toBe(false);
    expect(Object.fromEntries(statuses)).toEqual({
      ...{ [gone.id]: 'notWorking', [empty.id]: 'notWorking', [ended.id]: 'expired' },
    });
  });

  it('costs a request for every twenty, and none for what is not in use or was made a moment ago', async () => {
    const { graph, asked } = directory(() => found(30));
    const unused = [
      connector({ state: 'incomplete' }),
      connector({ state: 'removing' }),
      connector({ createdAt: new Date(now - 1_000) }),
      connector({ applicationObjectId: null }),
    ];
    expect(await inspectListed({ graph, now }, unused)).toEqual({ statuses: new Map(), isWhole: true });
    expect(asked).toEqual([]);
    const fifty = Array.from({ length: 50 }, () => connector());
    expect((await inspectListed({ graph, now }, [...unused, ...fifty])).isWhole).toBe(true);
    expect(asked.toSorted().reduce((sum, part) => sum + part, 0)).toBe(50);
    expect(asked).toHaveLength(3);
  });

  it('corrects nothing when the directory refuses, or there is no token to ask with', async () => {
    const { context } = scriptedGraph(refusal(403, 'Authorization_RequestDenied', 'no'));
    const nothing = { statuses: new Map(), isWhole: false };
    expect(await inspectListed({ graph: context, now }, [connector()])).toEqual(nothing);
    expect(await inspectListed({ graph: null, now }, [connector()])).toEqual(nothing);
  });
});
