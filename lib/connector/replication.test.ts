import { describe, expect, it } from 'vitest';
import type { Wait } from '@/lib/http/retry';
import { REPLICATION_LIMIT_MS, untilReplicated } from './replication';

function clock() {
  let time = 0;
  const waits: Wait[] = [];
  return {
    waits,
    time: () => time,
    patience: {
      now: () => time,
      sleep: (milliseconds: number) => {
        time += milliseconds;
        return Promise.resolve();
      },
      onWait: (wait: Wait) => {
        waits.push(wait);
      },
    },
  };
}

describe('untilReplicated', () => {
  it('does not try again what replication does not explain', async () => {
    const { patience, waits } = clock();
    const attempt = () => Promise.resolve({ again: false, result: { ok: false, error: 'forbidden' } } as const);
    const outcome = await untilReplicated<never, string>(patience, attempt);
    expect(outcome).toEqual({ timedOut: false, result: { ok: false, error: 'forbidden' } });
    expect(waits).toEqual([]);
  });

  it('tells of every wait before it waits, and counts them', async () => {
    const { patience, waits } = clock();
    let tries = 0;
    await untilReplicated<string, string>(patience, () => {
      tries += 1;
      expect(waits).toHaveLength(tries - 1);
      if (tries < 4) return Promise.resolve({ again: true, failure: 'not yet' });
      return Promise.resolve({ again: false, result: { ok: true, value: 'there' } });
    });
    expect(waits.map(({ attempt, reason }) => [attempt, reason])).toEqual([
      [1, 'replication'],
      [2, 'replication'],
      [3, 'replication'],
    ]);
  });

  it('gives up within five minutes, having tried to the end, with the last failure', async () => {
    const { patience, time } = clock();
    let tries = 0;
    const outcome = await untilReplicated<never, number>(patience, () => {
      tries += 1;
      return Promise.resolve({ again: true, failure: tries });
    });
    expect(outcome).toEqual({ timedOut: true, result: { ok: false, error: tries } });
    expect(time()).toBe(REPLICATION_LIMIT_MS);
  });
});
