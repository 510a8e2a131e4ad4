import { describe, expect, it } from 'vitest';
import { summarise } from './connector-summary';
import { sampleConnector, sampleSecret } from './testing/sample-connector';

const now = Date.UTC(2026, 10, 22);
const inDays = (days: number) => new Date(now + days * 86_400_000);
const ends = (days: number) => sampleSecret({ expiresAt: inDays(days) });

describe('the summary of a connector', () => {
  it('goes by what ends first', () => {
    const tokens = { refreshTokenIssuedAt: inDays(-85), refreshTokenExpiresAt: inDays(5) };
    const summary = summarise(sampleConnector({ secrets: [ends(100)], ...tokens }), now);
    expect(summary.nextExpiry).toEqual({
      ...{ what: 'refreshToken', at: inDays(5).toISOString(), from: inDays(-85).toISOString() },
    });
  });

  it('goes by the newest secret that works: not by removed, unanswered or short-lived ones', () => {
    const secrets = [
      ends(100),
      sampleSecret({ expiresAt: inDays(1), removedAt: inDays(-1) }),
      sampleSecret({ expiresAt: inDays(1), keyId: null }),
      sampleSecret({ expiresAt: inDays(0.04), purpose: 'exchange' }),
    ];
    expect(summarise(sampleConnector({ secrets }), now).nextExpiry?.at).toBe(inDays(100).toISOString());
  });

  it('is incomplete until set-up has ended, and names the step that it stopped at', () => {
    const times = { operationId: null, detail: null, startedAt: inDays(0), endedAt: null };
    const steps = [
      { name: 'application', state: 'ended', ...times },
      { name: 'servicePrincipal', state: 'failed', ...times },
    ] as const;
    expect(summarise(sampleConnector({ state: 'incomplete', steps }), now)).toMatchObject({
      ...{ state: 'incomplete', stoppedAt: 'servicePrincipal' },
    });
    expect(summarise(sampleConnector({ state: 'incomplete' }), now).stoppedAt).toBe('application');
    expect(summarise(sampleConnector({ steps }), now).stoppedAt).toBeNull();
    expect(summarise(sampleConnector({ state: 'removing', steps }), now).stoppedAt).toBeNull();
    const made = sampleConnector({ state: 'incomplete', steps: steps.slice(0, 1) });
    expect(summarise(made, now).stoppedAt).toBe('servicePrincipal');
  });
});
