import { afterEach, describe, expect, it, vi } from 'vitest';
import { detectionStream, type StreamEnd } from './detection-stream';
import { detectionClient, type FakeUpstream, graphToken } from './testing/detection-client';

const since = '?sinceTimeUtc=2020-01-01';

/** Pages without end, each of one alert. */
const endless: FakeUpstream = (url) => {
  const at = Number(url.searchParams.get('$skiptoken') ?? 0);
  const next = `${url.origin}${url.pathname}?$skiptoken=${at + 1}`;
  return Response.json({ value: [{ id: `a${at}` }], '@odata.nextLink': next });
};

/** What a page after the first brings. */
const thirdPage =
  (answer: FakeUpstream): FakeUpstream =>
  (url, init) =>
    url.search === '?$skiptoken=2' ? answer(url, init) : endless(url, init);

/** An answer that does not come before it is given up. */
const waiting: FakeUpstream = (_url, { signal }) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));

async function readUntilError(response: Response): Promise<{ text: string; error: unknown }> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk);
  } catch (error) {
    return { text, error };
  }
  return { text, error: null };
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  if (!response.body) throw new Error('No body');
  return response.body.getReader();
}

describe('the stream of an answer', () => {
  it('breaks off, without the end of the array, when a later page fails', async () => {
    const failures: readonly FakeUpstream[] = [
      () => new Response(null, { status: 401 }),
      () => new Response('{"value":[{"id":"cut'),
      () => Promise.reject(new TypeError('socket hang up')),
      () => Response.json({ error: {} }),
    ];
    for (const failure of failures) {
      const client = detectionClient(graphToken, thirdPage(failure));
      const { text, error } = await readUntilError(await client.get(since));
      expect(text).toContain('"AlertId":"a1"');
      expect(() => {
        JSON.parse(text);
      }).toThrow();
      expect(error).toMatchObject({ name: 'UpstreamInterrupted' });
      expect(client.reports).toMatchObject([{ end: 'interrupted', rows: 2 }]);
    }
  });

  it('waits as long as Microsoft asks in the middle, and goes on', async () => {
    let refusals = 0;
    const throttled: FakeUpstream = () => {
      refusals += 1;
      return refusals === 1
        ? new Response(null, { status: 429, headers: { 'retry-after': '7' } })
        : Response.json({ value: [{ id: 'last' }] });
    };
    const client = detectionClient(graphToken, thirdPage(throttled));
    expect(await (await client.get(since)).json()).toMatchObject([
      { AlertId: 'a0' },
      { AlertId: 'a1' },
      { AlertId: 'last' },
    ]);
    expect(client.waits).toEqual([7_000]);
  });

  it('breaks off when Microsoft asks for more clock than there is', async () => {
    const tired = () => new Response(null, { status: 429, headers: { 'retry-after': '3600' } });
    const client = detectionClient(graphToken, thirdPage(tired));
    const { error } = await readUntilError(await client.get(since));
    expect(error).toMatchObject({ problem: { kind: 'throttled' } });
    expect(client.waits).toEqual([]);
  });

  it('gives the first rows before the second page has come', async () => {
    let deliver: (response: Response) => void = () => undefined;
    const second = new Promise<Response>((resolve) => {
      deliver = resolve;
    });
    const client = detectionClient(graphToken, (url, init) =>
      url.search === '?$skiptoken=1' ? second : endless(url, init),
    );
    const reader = readerOf(await client.get(since));
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toContain('"AlertId":"a0"');
    deliver(Response.json({ value: [] }));
    expect(new TextDecoder().decode((await reader.read()).value)).toBe(']');
  });

  it('reads one page ahead and no more while the client does not read', async () => {
    const client = detectionClient(graphToken, endless);
    const reader = readerOf(await client.get(since));
    await reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.asked).toHaveLength(2);
  });

  it('asks nothing more once the client has gone, and gives up what is on its way', async () => {
    const signals: AbortSignal[] = [];
    const upstream: FakeUpstream = (url, init) => {
      if (init.signal) signals.push(init.signal);
      return url.search === '?$skiptoken=1' ? new Promise(() => undefined) : endless(url, init);
    };
    const client = detectionClient(graphToken, upstream);
    const reader = readerOf(await client.get(since));
    await reader.read();
    await reader.cancel();
    expect(signals.at(-1)?.aborted).toBe(true);
    expect(client.asked).toHaveLength(2);
    expect(client.reports).toMatchObject([{ end: 'left', rows: 1 }]);
  });

  it('is reported once when the client goes away while a page is awaited', async () => {
    const client = detectionClient(graphToken, thirdPage(waiting));
    const reader = readerOf(await client.get(since));
    await reader.read();
    await reader.read();
    const pending = reader.read();
    await reader.cancel();
    expect(await pending).toEqual({ done: true, value: undefined });
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.reports).toMatchObject([{ end: 'left', rows: 2, problem: null }]);
  });

  it('ends when the connection is lost while a page is awaited', async () => {
    const connection = new AbortController();
    const client = detectionClient(graphToken, thirdPage(waiting));
    const headers = { authorization: `Bearer ${graphToken}` };
    const reading = readUntilError(await client.get(since, { headers, signal: connection.signal }));
    setImmediate(() => connection.abort());
    expect((await reading).error).toMatchObject({ problem: { kind: 'aborted' } });
    expect(client.reports).toMatchObject([{ end: 'left' }]);
  });
});

describe('an answer that takes too long', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is ended although nobody reads it, and only then makes room for another', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const client = detectionClient(graphToken, endless);
    const [stalled] = await Promise.all([1, 2, 3, 4].map(() => client.get(since)));
    vi.advanceTimersByTime(15 * 60_000 - 1);
    expect((await client.get(since)).status).toBe(429);
    vi.advanceTimersByTime(1);
    expect(client.reports).toHaveLength(4);
    expect(client.reports[0]).toMatchObject({ end: 'interrupted', problem: 'aborted', rows: 0 });
    await expect(stalled?.text()).rejects.toThrow('aborted');
    expect((await client.get(since)).status).toBe(200);
  });

  it('is ended at once when the caller has gone before its first row', async () => {
    const connection = new AbortController();
    const client = detectionClient(graphToken, (url, init) => {
      // The page is whole and the caller is not there any more.
      setImmediate(() => connection.abort());
      return endless(url, init);
    });
    const headers = { authorization: `Bearer ${graphToken}` };
    await client.get(since, { headers, signal: connection.signal });
    await new Promise((resolve) => setImmediate(resolve));
    expect(client.reports).toMatchObject([{ end: 'left', rows: 0 }]);
  });
});

describe('the size of an answer', () => {
  const row = '"' + 'å'.repeat(60) + '"';

  async function written(maxBytes: number) {
    const ends: StreamEnd[] = [];
    async function* pages() {
      yield* await Promise.resolve([[1], [2]]);
    }
    const rows = { pages: pages(), rowsOf: () => [row], limit: null, maxBytes, signal: new AbortController().signal };
    const found = await readUntilError(new Response(detectionStream(rows, (end) => ends.push(end))));
    return { ...found, ends };
  }

  it('is counted in bytes, and what is too large breaks off before its end', async () => {
    const whole = `[${row},${row}]`;
    const bytes = Buffer.byteLength(whole);
    expect(bytes).toBeGreaterThan(whole.length + 100);
    expect(await written(bytes)).toEqual({ text: whole, error: null, ends: ['complete'] });
    expect(await written(bytes - 1)).toMatchObject({
      text: `[${row},${row}`,
      error: { problem: { kind: 'tooLarge' } },
      ends: ['interrupted'],
    });
  });
});
