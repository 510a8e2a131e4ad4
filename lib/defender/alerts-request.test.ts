import { describe, expect, it } from 'vitest';
import { fakeNetwork } from '@/lib/http/testing/fake-network';
import { requestAlerts } from './alerts-request';

const address = 'https://eu.api.security.microsoft.example/api/alerts?$top=10';

function request(respond: () => Response) {
  return requestAlerts(fakeNetwork(respond).fetch, address, 'the-token');
}

describe('requestAlerts', () => {
  it.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'refused'],
    [429, 'throttled'],
    [503, 'unavailable'],
    [302, 'malformed'],
  ])('keeps the status %i and calls it %s', async (status, kind) => {
    const answer = await request(() => new Response('{}', { status, headers: { 'request-id': 'theirs' } }));
    expect(answer).toEqual({ ok: false, error: { kind, status, requestId: 'theirs' } });
  });

  it('refuses an answer without end instead of reading on', async () => {
    let chunks = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new TextEncoder().encode(' '.repeat(1_000_000)));
      },
    });
    expect(await request(() => new Response(endless))).toMatchObject({ ok: false, error: { kind: 'malformed' } });
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
