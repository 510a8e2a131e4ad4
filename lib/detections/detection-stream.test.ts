import { describe, expect, it } from 'vitest';
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

  it('breaks off when Microsoft asks for more patience than there is', async () => {
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

  it('ends when the connection is lost while a page is awaited', async () => {
    const connection = new AbortController();
    const waiting: FakeUpstream = (_url, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    const client = detectionClient(graphToken, thirdPage(waiting));
    const headers = { authorization: `Bearer ${graphToken}` };
    const reading = readUntilError(await client.get(since, { headers, signal: connection.signal }));
    setImmediate(() => connection.abort());
    expect((await reading).error).toMatchObject({ problem: { kind: 'aborted' } });
    expect(client.reports).toMatchObject([{ end: 'left' }]);
  });
});
