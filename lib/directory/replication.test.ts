import { describe, expect, it } from 'vitest';
import type { RetryStatus } from '@/lib/http/retry';
import { fail, succeed } from '@/lib/result';
import { notReplicatedYet, REPLICATION_LIMIT_MS, retryUntilConsistent } from './replication';
import { plainProblem } from './step-problem';

function startClock() {
  let time = 0;
  const waits: RetryStatus[] = [];
  return {
    waits,
    time: () => time,
    clock: {
      now: () => time,
      sleep: (milliseconds: number) => {
        time += milliseconds;
        return Promise.resolve();
      },
      onRetry: (wait: RetryStatus) => {
        waits.push(wait);
      },
    },
  };
}

describe('retryUntilConsistent', () => {
  it('does not try again what replication does not explain', async () => {
    const { clock, waits } = startClock();
    const refused = fail(plainProblem('forbidden'));
    expect(await retryUntilConsistent(clock, () => Promise.resolve(refused))).toEqual(refused);
    expect(waits).toEqual([]);
  });

  it('tells of every wait before it waits, and counts them', async () => {
    const { clock, waits } = startClock();
    let tries = 0;
    const result = await retryUntilConsistent<string>(clock, () => {
      tries += 1;
      expect(waits).toHaveLength(tries - 1);
      return Promise.resolve(tries < 4 ? notReplicatedYet(plainProblem('refused')) : succeed('there'));
    });
    expect(result).toEqual(succeed('there'));
    expect(waits.map(({ attempt, reason }) => [attempt, reason])).toEqual([
      [1, 'replication'],
      [2, 'replication'],
      [3, 'replication'],
    ]);
  });

  it('gives up within five minutes, having tried to the end, with the last failure', async () => {
    const { clock, time } = startClock();
    let tries = 0;
    const result = await retryUntilConsistent(clock, () => {
      tries += 1;
      return Promise.resolve(notReplicatedYet({ ...plainProblem('refused'), status: tries }));
    });
    expect(result).toEqual(fail({ ...plainProblem('replication'), status: tries }));
    expect(time()).toBe(REPLICATION_LIMIT_MS);
  });
});
