import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventStream, type StreamEvent } from './event-stream';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const request = () => new Request('http://localhost/events');

describe('eventStream', () => {
  it('sends each event with its id, and leaves nothing running when it has ended', async () => {
    async function* tell(): AsyncGenerator<StreamEvent> {
      await Promise.resolve();
      yield { event: 'operation', id: '1', data: { state: 'done' } };
      yield { event: 'end', data: null };
    }
    const text = await eventStream(request(), tell).text();
    expect(text).toContain('id: 1\nevent: operation\ndata: {"state":"done"}\n\n');
    expect(text.endsWith('event: end\ndata: null\n\n')).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves nothing running when what tells breaks off', async () => {
    async function* tell(): AsyncGenerator<StreamEvent> {
      await Promise.resolve();
      yield { event: 'operation', data: null };
      throw new Error('no database');
    }
    await expect(eventStream(request(), tell).text()).rejects.toThrow('no database');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells what tells that its reader has gone', async () => {
    const signals: AbortSignal[] = [];
    async function* tell(gone: AbortSignal): AsyncGenerator<StreamEvent> {
      signals.push(gone);
      await Promise.resolve();
      yield { event: 'operation', data: null };
    }
    const reader = eventStream(request(), tell).body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
