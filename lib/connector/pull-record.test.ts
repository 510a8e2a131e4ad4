import { describe, expect, it } from 'vitest';
import { recordPulls } from './pull-record';
import { detectionClient, tokenFor } from '@/lib/detections/testing/detection-client';

const appId = '2c0c4e0e-6f0a-4d0f-9f6b-1f2a3b4c5d6e';

function setUpTest(save: (appId: string, at: Date) => Promise<void> = () => Promise.resolve()) {
  const clock = { now: 1_000_000 };
  const saved: [string, number][] = [];
  const failures: unknown[] = [];
  const record = recordPulls({
    now: () => clock.now,
    save: (id, at) => {
      saved.push([id, at.getTime()]);
      return save(id, at);
    },
    failed: (error) => failures.push(error),
  });
  return { clock, saved, failures, record };
}

describe('what SIEMs were seen', () => {
  it('is written down once a minute for each, however often they ask', () => {
    const { clock, saved, record } = setUpTest();
    for (const after of [0, 10_000, 49_999, 1]) {
      clock.now += after;
      record('one');
      record('other');
    }
    expect(saved).toEqual([
      ...[
        ['one', 1_000_000],
        ['other', 1_000_000],
      ],
      ...[
        ['one', 1_060_000],
        ['other', 1_060_000],
      ],
    ]);
  });

  it('is no reason to fail when it cannot be written down', async () => {
    const { failures, record } = setUpTest(() => Promise.reject(new Error('gone')));
    record('one');
    await Promise.resolve();
    await Promise.resolve();
    expect(failures).toEqual([new Error('gone')]);
  });

  it('is who got an answer of the API, and nobody who was refused', async () => {
    const token = await tokenFor('https://graph.microsoft.com', { appid: appId.toUpperCase() });
    const answered = detectionClient(token, () => Response.json({ value: [] }));
    await (await answered.get()).text();
    expect(answered.pulls).toEqual([appId]);
    const refused = detectionClient(token, () => Response.json({ error: { code: 'Forbidden' } }, { status: 403 }));
    await (await refused.get()).text();
    expect(refused.pulls).toEqual([]);
  });
});
