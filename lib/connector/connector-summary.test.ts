import { describe, expect, it } from 'vitest';
import { summarise } from './connector-summary';
import { sampleConnector, sampleSecret } from './testing/sample-connector';

const now = Date.UTC(2026, 10, 22);
const inDays = (days: number) => new Date(now + days * 86_400_000);
const ends = (days: number) => sampleSecret({ expiresAt: inDays(days) });
const status = (change: Parameters<typeof sampleConnector>[0]) => summarise(sampleConnector(change), now).status;

describe('the status of a connector', () => {
  it.each([
    [0, 'expired'],
    [0.001, 'expiresSoon'],
    [14, 'expiresSoon'],
    [14.001, 'healthy'],
  ])('whose secret has %f days left is %s', (days, expected) => {
    expect(status({ secrets: [ends(days)] })).toBe(expected);
  });

  it('goes by what ends first', () => {
    const tokens = { refreshTokenIssuedAt: inDays(-85), refreshTokenExpiresAt: inDays(5) };
    const summary = summarise(sampleConnector({ secrets: [ends(100)], ...tokens }), now);
    expect(summary.status).toBe('expiresSoon');
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

  it('is not working without a secret, and never healthy', () => {
    expect(status({ secrets: [] })).toBe('notWorking');
    expect(status({ secrets: [sampleSecret({ removedAt: inDays(-1) })] })).toBe('notWorking');
  });

  it('is removing once a removal began, with a secret or without, and stopped at no step', () => {
    expect(status({ state: 'removing' })).toBe('removing');
    expect(status({ state: 'removing', secrets: [] })).toBe('removing');
    expect(summarise(sampleConnector({ state: 'removing' }), now).stoppedAt).toBeNull();
  });

  it('is incomplete until set-up has ended, and names the step that it stopped at', () => {
    const times = { operationId: null, detail: null, startedAt: inDays(0), endedAt: null };
    const steps = [
      { name: 'application', state: 'ended', ...times },
      { name: 'servicePrincipal', state: 'failed', ...times },
    ] as const;
    expect(summarise(sampleConnector({ state: 'incomplete', steps }), now)).toMatchObject({
      ...{ status: 'incomplete', stoppedAt: 'servicePrincipal' },
    });
    expect(summarise(sampleConnector({ state: 'incomplete' }), now).stoppedAt).toBe('application');
    expect(summarise(sampleConnector({ steps }), now).stoppedAt).toBeNull();
    const made = sampleConnector({ state: 'incomplete', steps: steps.slice(0, 1) });
    expect(summarise(made, now).stoppedAt).toBe('servicePrincipal');
  });
});
