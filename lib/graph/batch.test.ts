import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readBatch } from './batch';
import type { GraphContext } from './graph-context';

type Part = { id: string; status: number; headers?: Record<string, string>; body?: unknown };

const sent = z.object({ requests: z.array(z.object({ id: z.string(), method: z.literal('GET'), url: z.string() })) });

function graph(...answers: readonly (readonly Part[])[]) {
  const asked: string[][] = [];
  const context: GraphContext = {
    graphUrl: 'https://graph.example',
    token: 't',
    async fetch(input, init) {
      const { requests } = sent.parse(await new Request(input, init).json());
      const responses = answers[asked.length];
      asked.push(requests.map(({ id, url }) => `${id} ${url}`));
      if (!responses) throw new Error('an unexpected request');
      return Response.json({ responses });
    },
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  };
  return { context, asked };
}

const error = { error: { code: 'Code', message: 'words', innerError: { 'request-id': 'inner' } } };

describe('readBatch', () => {
  it('matches answers by id, whatever their order, and lets one fail alone', async () => {
    const { context, asked } = graph([
      { id: 'b', status: 403, body: error },
      { id: 'a', status: 200, body: { x: 1 } },
    ]);
    const read = await readBatch(context, { a: '/a', b: '/b' });
    if (!read.ok) throw new Error('the batch failed');
    expect(read.value('a')).toEqual({ ok: true, value: { x: 1 } });
    expect(read.value('b')).toMatchObject({ ok: false, error: { kind: 'forbidden', requestId: 'inner' } });
    expect(asked).toEqual([['a /a', 'b /b']]);
  });

  it('asks once more, together, for the parts that Graph was too busy for', async () => {
    const { context, asked } = graph(
      [
        { id: 'a', status: 429, headers: { 'Retry-After': '1' }, body: error },
        { id: 'b', status: 200, body: {} },
        { id: 'c', status: 503, body: error },
      ],
      [
        { id: 'a', status: 200, body: { late: true } },
        { id: 'c', status: 503, body: error },
      ],
    );
    const read = await readBatch(context, { a: '/a', b: '/b', c: '/c' });
    if (!read.ok) throw new Error('the batch failed');
    expect(read.value('a')).toEqual({ ok: true, value: { late: true } });
    expect(read.value('c')).toMatchObject({ ok: false, error: { status: 503 } });
    expect(asked[1]).toEqual(['a /a', 'c /c']);
  });

  it('does not keep a page waiting for longer than ten seconds', async () => {
    const { context, asked } = graph([
      { id: 'a', status: 429, headers: { 'Retry-After': 'Thu, 01 Jan 1970 00:00:30 GMT' }, body: error },
    ]);
    const read = await readBatch(context, { a: '/a' });
    expect(read.ok && read.value('a').ok).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('says so when an answer is missing', async () => {
    const { context } = graph([]);
    const read = await readBatch(context, { a: '/a' });
    expect(read.ok && read.value('a')).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  });
});
