import { afterEach, describe, expect, it, vi } from 'vitest';
import { requestAppToken } from './app-token';
import { aadsts, appToken, CORRELATION_ID, entraClient, scriptedEntra } from './testing/scripted-entra';

afterEach(() => vi.unstubAllGlobals());

const resource = 'https://api.securitycenter.microsoft.com';

function ask(...answers: readonly (() => Response)[]) {
  const { network, asked } = scriptedEntra(...answers);
  vi.stubGlobal('fetch', network.fetch);
  return { asked, request: () => requestAppToken(entraClient, resource) };
}

describe('requestAppToken', () => {
  it('reads the roles that the token carries, none when there is no such claim', async () => {
    const { request } = ask(appToken('Alert.Read.All', 'Machine.Read.All'), () =>
      Response.json({ token_type: 'Bearer', expires_in: 3599, access_token: 'eyJhbGciOiJub25lIn0.e30.' }),
    );
    expect(await request()).toMatchObject({ ok: true, value: { roles: ['Alert.Read.All', 'Machine.Read.All'] } });
    expect(await request()).toMatchObject({ ok: true, value: { roles: [] } });
  });

  it('asks anew each time: an old token tells nothing of a new grant', async () => {
    const { request, asked } = ask(appToken(), appToken());
    await request();
    await request();
    expect(asked).toHaveLength(2);
  });

  it('gives the number of a refusal and the id that Microsoft knows it by, and none of its words', async () => {
    const { request } = ask(aadsts(7000222));
    const error = { kind: 'secret', aadsts: 7000222, correlationId: CORRELATION_ID };
    expect(await request()).toEqual({ ok: false, error });
  });

  it.each([
    ['no answer', []],
    ['no JSON', [() => new Response('<html>', { status: 200 })]],
    [
      'no token that can be read',
      [() => Response.json({ token_type: 'Bearer', expires_in: 1, access_token: 'opaque' })],
    ],
  ])('takes %s for a service that cannot be reached', async (_, answers) => {
    const { request } = ask(...answers);
    expect(await request()).toMatchObject({ ok: false, error: { kind: 'unreachable', aadsts: null } });
  });
});
