import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { callGraph } from './graph-request';
import { securityHeaders } from './security-headers';
import { answer, scriptedGraph } from './testing/scripted-graph';

describe('securityHeaders', () => {
  it.each([
    '/security/alerts_v2?$top=1',
    'https://graph.microsoft.com/v1.0/security/alerts_v2',
    'https://graph.microsoft.com/beta/security/alerts_v2',
    'http://localhost:4000/v1.0/security/incidents?$top=1',
  ])('asks for the names of all values from %s', (address) => {
    expect(securityHeaders(address)).toEqual({ Prefer: 'include-unknown-enum-members' });
  });

  it.each(['/me', '/applications?$filter=security/', 'https://api.security.microsoft.com/api/alerts'])(
    'says nothing to %s',
    (address) => {
      expect(securityHeaders(address)).toEqual({});
    },
  );

  it('is what callGraph sends, too', async () => {
    const { context, sent } = scriptedGraph(answer({}), answer({}));
    await callGraph(context, { method: 'GET', path: '/security/alerts_v2', answer: z.unknown() });
    await callGraph(context, { method: 'GET', path: '/me', answer: z.unknown() });
    expect(sent.map(({ headers }) => headers.get('prefer'))).toEqual(['include-unknown-enum-members', null]);
  });
});
