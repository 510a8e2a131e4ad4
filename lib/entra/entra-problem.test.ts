import { describe, expect, it } from 'vitest';
import { readEntraProblem } from './entra-problem';

describe('readEntraProblem', () => {
  it('tells a declined consent by its number and keeps the correlation id', () => {
    const description =
      'AADSTS65004: User declined to consent to access the app.\r\nTrace ID: 0000aaaa-11bb-cccc-dd33-eeeeee333333\r\n' +
      'Correlation ID: aaaa0000-bb11-2222-33cc-444444dddddd\r\nTimestamp: 2026-01-01 00:00:00Z';
    expect(readEntraProblem({ error: 'access_denied', description })).toEqual({
      kind: 'declined',
      aadsts: 65004,
      correlationId: 'aaaa0000-bb11-2222-33cc-444444dddddd',
    });
  });

  it('lets the number win over the OAuth error', () => {
    const problem = readEntraProblem({ error: 'access_denied', description: 'AADSTS90094: admin only' });
    expect(problem.kind).toBe('adminApproval');
  });

  it('falls back to the OAuth error for a number it does not know', () => {
    expect(readEntraProblem({ error: 'invalid_grant', description: 'AADSTS99999999: new' })).toEqual({
      kind: 'session',
      aadsts: 99999999,
      correlationId: null,
    });
  });

  it('calls the unheard-of unknown', () => {
    expect(readEntraProblem({ error: 'surprise', description: '' }).kind).toBe('unknown');
  });
});
