import { describe, expect, it } from 'vitest';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { requestAlerts, tryAlertsCall } from './alerts-request';

const url = 'https://eu.api.security.microsoft.example/api/alerts?$top=10';

function request(respond: () => Response) {
  return requestAlerts({ fetch: fakeNetwork(respond).fetch, accessToken: 'the-token' }, { url });
}

describe('requestAlerts', () => {
  it.each([
    [400, 'badRequest'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [429, 'throttled'],
    [503, 'unavailable'],
    [302, 'malformed'],
  ])('keeps the status %i and calls it %s', async (status, kind) => {
    const answer = await request(() => new Response('{}', { status, headers: { 'request-id': 'theirs' } }));
    expect(answer).toMatchObject({ ok: false, error: { kind, status, requestId: 'theirs' } });
  });

  it('refuses an answer without end instead of reading on', async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new TextEncoder().encode(' '.repeat(1_000_000)));
      },
    });
    expect(await request(() => new Response(endless))).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
    expect(chunks).toBeLessThan(10);
  });

  it('calls an answer that breaks off unreachable', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('reset'));
      },
    });
    expect(await request(() => new Response(broken))).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });

  it('gives the alerts as they came, characters across chunks too', async () => {
    const bytes = new TextEncoder().encode('{"value":[{"title":"räkning"}]}');
    const halves = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, 22));
        controller.enqueue(bytes.slice(22));
        controller.close();
      },
    });
    expect(await request(() => new Response(halves))).toEqual({ ok: true, value: [{ title: 'räkning' }] });
  });
});

describe('tryAlertsCall', () => {
  const token = { accessToken: 'the-token' };
  const headers = { Prefer: 'include-unknown-enum-members' };

  it('sends the SIEM’s own headers with the token, and reads nothing of a long answer', async () => {
    const asked: Request[] = [];
    let chunks = 0;
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const network = fakeNetwork((request) => {
      asked.push(request);
      return new Response(long);
    });
    expect(await tryAlertsCall({ ...token, fetch: network.fetch }, { url, headers })).toEqual({
      ok: true,
      value: undefined,
    });
    expect(asked[0]?.headers.get('prefer')).toBe('include-unknown-enum-members');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer the-token');
    expect(chunks).toBeLessThan(3);
  });

  it('adds nothing to them that the SIEM would not send', async () => {
    const asked: Request[] = [];
    const network = fakeNetwork((request) => {
      asked.push(request);
      return Response.json({ value: [] });
    });
    const graphUrl = 'https://graph.microsoft.com/v1.0/security/alerts_v2';
    await tryAlertsCall({ ...token, fetch: network.fetch }, { url: graphUrl });
    expect(asked[0]?.headers.get('prefer')).toBeNull();
  });

  it.each([
    [400, 'badRequest'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [503, 'unavailable'],
  ])('keeps the status %i and calls it %s', async (status, kind) => {
    const answer = await tryAlertsCall(
      { ...token, fetch: fakeNetwork(() => new Response('{}', { status, headers: { 'request-id': 'theirs' } })).fetch },
      { url, headers },
    );
    expect(answer).toMatchObject({ ok: false, error: { kind, status, requestId: 'theirs' } });
  });
});
