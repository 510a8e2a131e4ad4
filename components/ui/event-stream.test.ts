import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Contact, listen } from './event-stream';

/** A browser's own EventSource, as far as a page sees it. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    super();
    FakeSource.opened.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSource.opened = [];
  vi.stubGlobal('EventSource', FakeSource);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function listening() {
  const contacts: Contact[] = [];
  const refused = vi.fn();
  const heard: unknown[] = [];
  const stop = listen('/events', {
    statusAddress: '/status',
    on: { operation: (data) => heard.push(data) },
    onContact: (contact) => contacts.push(contact),
    onRefused: refused,
  });
  const source = () => FakeSource.opened.at(-1) ?? expect.fail('nothing was opened');
  return { contacts, refused, heard, stop, source };
}

describe('listen', () => {
  it('says that contact is lost while the browser tries again and again, and that it is back', async () => {
    const { contacts, source } = listening();
    source().onopen?.();
    for (let tries = 0; tries < 10; tries += 1) {
      source().onerror?.();
      await vi.advanceTimersByTimeAsync(500);
    }
    source().onopen?.();
    expect(contacts).toEqual(['ok', 'offline', 'ok']);
  });

  it('says nothing of a stream that ends and comes back in the ordinary course', async () => {
    const { contacts, source } = listening();
    source().onopen?.();
    source().onerror?.();
    await vi.advanceTimersByTimeAsync(500);
    source().onopen?.();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(contacts).toEqual(['ok', 'ok']);
  });

  it.each([
    [401, ['signedOut'], 0],
    [403, [], 1],
    [500, ['offline'], 0],
  ] as const)('asks why a connection was refused, and tries again: %i', async (status, said, refusals) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status })));
    const { contacts, refused, source } = listening();
    source().close();
    source().onerror?.();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(contacts).toEqual(said);
    expect(refused).toHaveBeenCalledTimes(refusals);
    expect(FakeSource.opened).toHaveLength(2);
  });

  it('hears nothing any more once it was stopped', async () => {
    const { contacts, heard, stop, source } = listening();
    source().dispatchEvent(new MessageEvent('operation', { data: '{"state":"done"}' }));
    const last = source();
    stop();
    last.dispatchEvent(new MessageEvent('operation', { data: '{"state":"late"}' }));
    await vi.advanceTimersByTimeAsync(10_000);
    expect([heard, contacts, FakeSource.opened.length]).toEqual([[{ state: 'done' }], [], 1]);
  });
});
