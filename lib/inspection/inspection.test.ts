import { describe, expect, it } from 'vitest';
import { isReplicated, evaluateSecrets } from './inspection';
import { sampleConnector, sampleSecret } from '@/lib/connector/testing/sample-connector';

const now = Date.UTC(2026, 10, 22);
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(now - minutes * MINUTE);
const password = (keyId: string, days: number) => ({
  keyId,
  endDateTime: new Date(now + days * 86_400_000).toISOString(),
});

describe('the secrets in the directory', () => {
  it('are all gone when only one of a token exchange is left', () => {
    const connector = sampleConnector({
      secrets: [sampleSecret(), sampleSecret({ purpose: 'exchange', keyId: 'lent' })],
    });
    expect(evaluateSecrets([password('lent', 1)], connector, now)).toEqual({ fault: 'secretsGone', endsAt: null });
  });

  it('have expired when none is left that works', () => {
    expect(evaluateSecrets([password('key', -1), password('older', -9)], sampleConnector(), now)).toEqual({
      ...{ fault: 'secretsExpired', endsAt: now - 86_400_000 },
    });
    expect(evaluateSecrets([password('key', 0)], sampleConnector(), now).fault).toBe('secretsExpired');
  });

  it('are enough while one works, also one that was made by hand', () => {
    expect(evaluateSecrets([password('key', -1), password('by hand', 30)], sampleConnector(), now)).toEqual({
      ...{ fault: null, endsAt: now + 30 * 86_400_000 },
    });
  });

  it('end when the one in use does, whatever the portal wrote down and others have left', () => {
    const found = [password('other', 300), password('key', 5)];
    expect(evaluateSecrets(found, sampleConnector(), now)).toEqual({ fault: null, endsAt: now + 5 * 86_400_000 });
  });

  it('say nothing of a connector whose set-up is not complete', () => {
    expect(evaluateSecrets([], sampleConnector({ state: 'incomplete' }), now)).toEqual({ fault: null, endsAt: null });
  });
});

describe('a connector has settled in the directory', () => {
  const old = { createdAt: ago(60), secrets: [sampleSecret({ createdAt: ago(60) })] };
  const step = {
    operationId: null,
    name: 'application',
    state: 'ended',
    detail: null,
    startedAt: ago(60),
    endedAt: ago(2),
  } as const;
  it.each([
    ['not when it was enabled a moment ago', { createdAt: ago(4) }, false],
    ['not when a secret was made a moment ago', { secrets: [sampleSecret({ createdAt: ago(4) })] }, false],
    ['not when set-up was resumed a moment ago', { steps: [step] }, false],
    ['when nothing was made for a while', {}, true],
  ])('%s', (_, change, expected) => {
    expect(isReplicated(sampleConnector({ ...old, ...change }), now)).toBe(expected);
  });
});
