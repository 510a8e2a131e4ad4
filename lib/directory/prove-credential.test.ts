import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  aadsts,
  appToken,
  CORRELATION_ID,
  entraOrigin,
  ENTRA_TEXT,
  scriptedEntra,
} from '@/lib/entra/testing/scripted-entra';
import { loseRequest } from '@/lib/http/testing/fake-network';
import { proveCredential } from './prove-credential';
import { REPLICATION_LIMIT_MS } from './replication';
import { createTestContext, unsignedToken } from '@/lib/operation/testing/test-context';
import { sampleConnector } from '@/lib/connector/testing/sample-connector';

afterEach(() => vi.unstubAllGlobals());

const good = appToken('Alert.Read.All');
const tenantId = '11111111-2222-4333-8444-555555555555';
const alerts = (status: number, body: unknown) => () =>
  Response.json(body, { status, headers: { 'request-id': 'their-request-id' } });

/** Entra and the alerts API, and a connector whose secret is to be proven. */
function setUpTest(...answers: readonly (() => Response)[]) {
  const { network, asked } = scriptedEntra(...answers);
  vi.stubGlobal('fetch', network.fetch);
  const token = unsignedToken({ tid: tenantId, oid: 'person' });
  const testContext = createTestContext({ network, token, startsAt: 0, origin: entraOrigin });
  const connector = sampleConnector({ tenantId, appId: 'aaaaaaaa-0000-4000-8000-000000000002' });
  const prove = () => proveCredential(testContext.context, connector, 'the-secret');
  return { ...testContext, network, asked, prove };
}

describe('proveCredential', () => {
  it('asks as the SIEM will, three times, and reads the alerts', async () => {
    const { prove, network, asked } = setUpTest(good, good, good);
    network.next(/^GET \/api\/alerts$/, alerts(200, { value: [] }));
    expect((await prove()).ok).toBe(true);
    expect(asked).toHaveLength(3);
    for (const form of asked) {
      expect(form.get('grant_type')).toBe('client_credentials');
      expect(form.get('scope')).toContain('https://api.securitycenter.microsoft.com/.default');
      expect(form.get('client_secret')).toBe('the-secret');
    }
  });

  it('begins again when one of three tokens lacks the permission', async () => {
    const { prove, network, asked, waits } = setUpTest(good, good, appToken(), good, good, good);
    network.next(/alerts$/, alerts(200, { value: [] }));
    expect((await prove()).ok).toBe(true);
    expect(asked).toHaveLength(6);
    expect(waits).toMatchObject([{ reason: 'replication' }]);
  });

  it.each([700016, 7000215, 7000229])('waits while a replica answers AADSTS%i', async (number) => {
    const { prove, network } = setUpTest(aadsts(number), good, good, good);
    network.next(/alerts$/, alerts(200, { value: [] }));
    expect((await prove()).ok).toBe(true);
  });

  it('gives up after five minutes with what Entra said last', async () => {
    const { prove, context } = setUpTest(...Array.from({ length: 100 }, () => aadsts(7000215)));
    const outcome = await prove();
    expect(outcome).toMatchObject({
      ok: false,
      error: { cause: 'replication', aadsts: 7000215, requestId: CORRELATION_ID },
    });
    expect(context.clock.now()).toBeLessThanOrEqual(REPLICATION_LIMIT_MS);
  });

  it('does not wait for a refusal that time will not change', async () => {
    const { prove, asked } = setUpTest(aadsts(53003, 'invalid_grant'));
    const outcome = await prove();
    expect(outcome).toMatchObject({ ok: false, error: { cause: 'entra', aadsts: 53003, requestId: CORRELATION_ID } });
    expect(JSON.stringify(outcome)).not.toContain(ENTRA_TEXT);
    expect(asked).toHaveLength(1);
  });

  it('says what the alerts API refused', async () => {
    const { prove, network } = setUpTest(good, good, good);
    network.next(/alerts$/, alerts(403, { error: { code: 'Forbidden', message: ENTRA_TEXT } }));
    const outcome = await prove();
    expect(outcome).toEqual({
      ok: false,
      error: {
        ...{ kind: 'problem', cause: 'alertsApi', status: 403, aadsts: null, requestId: 'their-request-id' },
        finding: 'http403',
      },
    });
  });

  it('says that the alerts API cannot be reached', async () => {
    const { prove, network } = setUpTest(good, good, good);
    network.next(/alerts$/, loseRequest);
    expect(await prove()).toMatchObject({ ok: false, error: { cause: 'unreachable', status: null } });
  });
});
