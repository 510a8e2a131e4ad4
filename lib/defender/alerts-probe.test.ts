import { describe, expect, it } from 'vitest';
import { fakeNetwork, UPSTREAM_TEXT } from '@/lib/http/testing/fake-network';
import { probeAlerts } from './alerts-probe';

const url = 'https://eu.api.security.microsoft.example/api/alerts';

function probe(respond: (request: Request) => Response) {
  return probeAlerts({ fetch: fakeNetwork(respond).fetch, accessToken: 'the-token' }, url);
}

describe('probeAlerts', () => {
  it('asks for one alert, with the token and an id of its own', async () => {
    const asked: Request[] = [];
    const probed = await probe((request) => {
      asked.push(request);
      return Response.json({ value: [{ id: 'a' }] });
    });
    expect(probed).toEqual({ ok: true, value: 1 });
    expect(asked[0]?.url).toBe(`${url}?$top=1`);
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer the-token');
    expect(asked[0]?.headers.get('client-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('counts a tenant without alerts as one that answers', async () => {
    expect(await probe(() => Response.json({ value: [] }))).toEqual({ ok: true, value: 0 });
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [429, 'throttled'],
    [503, 'unavailable'],
    [404, 'notFound'],
  ])('reads status %i as %s, with Microsoft’s request id and none of its words', async (status, kind) => {
    const headers = { 'request-id': 'their-request-id' };
    const probed = await probe(() => Response.json({ error: { message: UPSTREAM_TEXT } }, { status, headers }));
    expect(probed).toMatchObject({ ok: false, error: { kind, status, requestId: 'their-request-id' } });
    expect(JSON.stringify(probed)).not.toContain(UPSTREAM_TEXT);
  });

  it.each([
    ['HTML', '<html>'],
    ['another shape', '{"alerts":[]}'],
  ])('calls %s malformed', async (_, body) => {
    expect(await probe(() => new Response(body))).toMatchObject({
      ok: false,
      error: { kind: 'malformed', status: 200 },
    });
  });

  it('gives the id that it sent when nobody answers', async () => {
    const probed = await probe(() => {
      throw new TypeError('fetch failed');
    });
    expect(probed).toMatchObject({ ok: false, error: { kind: 'unreachable', status: null } });
    expect(!probed.ok && probed.error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });
});
