import { describe, expect, it, vi } from 'vitest';
import { later } from './later';

const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('later', () => {
  it('fetches nothing until it is told to, and then once', async () => {
    const fetchPart = vi.fn(() => Promise.resolve('part'));
    const one = later(fetchPart);
    expect([one.state(), fetchPart.mock.calls.length]).toEqual(['idle', 0]);
    one.load();
    one.load();
    expect(one.state()).toBe('loading');
    await settle();
    one.load();
    expect([one.state(), fetchPart.mock.calls.length]).toEqual([{ part: 'part' }, 1]);
  });

  it('tells when it was lost, and tries again when it is told to', async () => {
    const fetchPart = vi.fn(() => Promise.resolve('part')).mockRejectedValueOnce(new Error('offline'));
    const one = later(fetchPart);
    const seen: unknown[] = [];
    const stop = one.subscribe(() => seen.push(one.state()));
    one.load();
    await settle();
    one.load();
    await settle();
    stop();
    expect(seen).toEqual(['loading', 'lost', 'loading', { part: 'part' }]);
  });
});
