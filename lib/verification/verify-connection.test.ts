import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBearerBudget } from '@/lib/bearer/bearer-budget';
import { cloudWith } from '@/lib/cloud/microsoft-clouds';
import { succeed } from '@/lib/result';
import { summarise } from '@/lib/connector/connector-summary';
import { reload } from '@/lib/operation/testing/test-context';
import { closeDatabase, database } from '@/lib/db/database';
import { answerDetections } from '@/lib/detections/answer-detections';
import { createConcurrencyLimit } from '@/lib/rate-limit/concurrency-limit';
import type { DetectionDependencies } from '@/lib/detections/detection-dependencies';
import { graphRefusal, loseAnswer, loseRequest } from '@/lib/http/testing/fake-network';
import { tenantId } from '@/tenant/seed/tenant-identity';
import { elevatedServices } from '@/tenant/testing/elevated-services';
import { testOrigins } from '@/tenant/testing/test-tenant';
import { provenConnector } from './testing/proven-connector';
import { verifyWithSecret, verifyWithShortLived } from './verify-connection';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const TOKEN = /^POST .*oauth2\/v2.0\/token$/;
const ALERTS = /api\/alerts/;

/** A connector that works, in a tenant with alerts. */
async function setUpTest() {
  const { tenant, passwordsOf, services } = await elevatedServices();
  const proven = await provenConnector(services);
  const passwords = () => passwordsOf(proven.connector.appId);
  return { ...proven, tenant, passwords, before: passwords(), startsAt: services.startsAt };
}

describe('verifyWithSecret', () => {
  it('tells Entra’s number when the secret is wrong, and proves nothing', async () => {
    const { context, connector, provenAt, audited } = await setUpTest();
    const verification = await verifyWithSecret(context, connector, 'not-the-secret');
    expect(verification).toMatchObject({
      roles: null,
      tokenMs: null,
      result: { kind: 'failed', failure: { at: 'token', problem: { cause: 'entra', aadsts: 7000215 } } },
    });
    expect(await provenAt()).toBeNull();
    expect(audited.at(-1)).toMatchObject({ action: 'connection-verify', outcome: 'failed', target: connector.id });
    const kept = await reload(connector);
    expect(kept.failure).toMatchObject({ at: 'token', problem: { cause: 'entra', aadsts: 7000215 }, roles: null });
    expect(JSON.stringify([audited, kept])).not.toContain('not-the-secret');
  });

  it('gives the roles of the token when the API refuses, and keeps why, until it is proven again', async () => {
    const { tenant, context, connector, secret } = await setUpTest();
    await tenant.set({ defenderLicence: false });
    const lastFailure = async () => summarise(await reload(connector), context.clock.now()).lastFailure;
    expect(await verifyWithSecret(context, connector, secret)).toMatchObject({
      roles: ['Alert.Read.All'],
      result: { kind: 'failed', failure: { at: 'alerts', problem: { cause: 'alertsApi', status: 403 } } },
    });
    expect(await lastFailure()).toMatchObject({
      ...{ at: 'alerts', problem: { cause: 'alertsApi', status: 403 }, roles: ['Alert.Read.All'] },
      failedAt: new Date(context.clock.now()).toISOString(),
    });
    await tenant.set({ defenderLicence: true });
    await verifyWithSecret(context, connector, secret);
    expect(await lastFailure()).toBeNull();
  });

  it('shows the newest alerts with evidence, keeps when it was proven, and nothing of the alerts', async () => {
    const { context, connector, secret, audited, provenAt } = await setUpTest();
    const verification = await verifyWithSecret(context, connector, secret);
    const { result } = verification;
    if (result.kind === 'failed') throw new Error(result.failure.problem.cause);
    expect(result.alerts).toHaveLength(10);
    expect(result.alerts.some(({ json }) => json?.includes('"entityType"'))).toBe(true);
    expect((await provenAt())?.toISOString()).toBe(verification.verifiedAt);
    expect(audited.at(-1)).toMatchObject({ outcome: 'done', detail: { credential: 'page' } });
    const kept = JSON.stringify([audited, await reload(connector)]);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(result.alerts[0]?.title);
  });

  it.each([
    ['Entra', TOKEN],
    ['the API', ALERTS],
  ])('waits as long as %s asks, and does not count the wait as its answer’s time', async (_, request) => {
    const { context, connector, network, secret, startsAt } = await setUpTest();
    const busy = () => Response.json({}, { status: 429, headers: { 'retry-after': '30' } });
    network.next(request, busy);
    expect(await verifyWithSecret(context, connector, secret)).toMatchObject({
      ...{ tokenMs: 0, alertsMs: 0 },
      result: { kind: 'proven' },
    });
    expect(context.clock.now() - startsAt).toBeGreaterThanOrEqual(30_000);
  });
});

/** The detections API of a portal whose cloud is the tenant. */
function portalOf(network: Pick<Awaited<ReturnType<typeof setUpTest>>['network'], 'fetch'>, isOn = true) {
  const dependencies: DetectionDependencies = {
    isOn,
    tenantId,
    cloud: cloudWith({ defenderApiUrl: testOrigins.api, graphUrl: testOrigins.api }),
    ...{
      send: network.fetch,
      clock: { now: Date.now, sleep: () => Promise.resolve() },
      concurrency: createConcurrencyLimit(),
      prove: () => Promise.resolve(succeed('signed')),
      budget: createBearerBudget(),
      refused: () => {},
      report: () => {},
      recordPull: () => {},
    },
  };
  return (query: string, token: string) =>
    answerDetections(
      new Request(`https://siem.example/api/alerts${query}`, { headers: { authorization: `Bearer ${token}` } }),
      dependencies,
    );
}

describe('verifying a connector whose SIEM calls the detections API', () => {
  it('says that it is switched off, and proves nothing', async () => {
    const { context, network, connector, secret, provenAt } = await setUpTest();
    const off = { ...context, readDetections: portalOf(network, false) };
    expect(await verifyWithSecret(off, { ...connector, detections: true }, secret)).toMatchObject({
      api: 'detections',
      roles: ['Alert.Read.All'],
      result: { kind: 'failed', failure: { at: 'alerts', problem: { cause: 'detectionsOff', status: 404 } } },
    });
    expect(await provenAt()).toBeNull();
  });

  it.each([
    ['Microsoft refuses', graphRefusal(403), 'alertsApi'],
    ['Microsoft throttles', graphRefusal(429), 'throttled'],
    ['Microsoft cannot be reached', loseRequest, 'unreachable'],
  ] as const)('gives the cause when %s', async (_, answer, cause) => {
    const { context, network, connector, secret } = await setUpTest();
    network.next(ALERTS, answer);
    const through = { ...context, readDetections: portalOf(network) };
    expect(await verifyWithSecret(through, { ...connector, detections: true }, secret)).toMatchObject({
      result: { kind: 'failed', failure: { at: 'alerts', problem: { cause } } },
    });
  });

  it('calls an answer incomplete that breaks off in the middle', async () => {
    const { context, connector, secret } = await setUpTest();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('[{"AlertTitle":"one"}'));
      },
      pull(controller) {
        controller.error(new Error('cut'));
      },
    });
    const cut = { ...context, readDetections: () => Promise.resolve(new Response(body)) };
    expect(await verifyWithSecret(cut, { ...connector, detections: true }, secret)).toMatchObject({
      result: { kind: 'failed', failure: { at: 'alerts', problem: { cause: 'unreachable' } } },
    });
  });

  it('shows the rows that the SIEM gets, with the same credential', async () => {
    const { context, network, connector, secret, provenAt } = await setUpTest();
    const through = { ...context, readDetections: portalOf(network) };
    const arcsight = { ...connector, detections: true, siemType: 'arcsight' } as const;
    const { api, result, siemCall } = await verifyWithSecret(through, arcsight, secret);
    if (result.kind === 'failed') throw new Error(result.failure.problem.cause);
    expect(api).toBe('detections');
    expect(siemCall?.url).toMatch(/^\/\?sinceTimeUtc=20\d\d-/);
    expect(result.alerts).toHaveLength(10);
    for (const { at, title, json } of result.alerts) {
      expect([at, title]).not.toContain(null);
      expect(json).toContain('"AlertTitle"');
    }
    expect(await provenAt()).not.toBeNull();
  });
});

describe('verifyWithShortLived', () => {
  it.each([
    ['the API refuses', ALERTS, graphRefusal(403)],
    ['the API’s answer is lost', ALERTS, loseAnswer],
    ['Entra cannot be reached', TOKEN, loseRequest],
    ['nobody heard that it was made', /addPassword$/, loseAnswer],
  ])('removes its credential when %s', async (_, request, answer) => {
    const { context, network, connector, passwords, before, provenAt } = await setUpTest();
    network.next(request, answer);
    expect(await verifyWithShortLived(context, connector)).toMatchObject({ result: { kind: 'failed' } });
    expect(passwords()).toEqual(before);
    expect(await provenAt()).toBeNull();
  });

  it('says which credential stays behind when it cannot be removed', async () => {
    const { context, network, connector, audited } = await setUpTest();
    network.next(/removePassword$/, graphRefusal(403));
    const verification = await verifyWithShortLived(context, connector);
    const left = (await reload(connector)).secrets.find(({ purpose }) => purpose === 'exchange');
    expect(verification).toMatchObject({ leftKeyId: left?.keyId, result: { kind: 'proven' } });
    expect(audited.at(-1)).toMatchObject({ detail: { leftKeyId: left?.keyId } });
  });

  it('waits until the credential is known, then proves the connection and leaves nothing', async () => {
    const { context, network, connector, passwords, before, provenAt } = await setUpTest();
    const unheard = { error: 'invalid_client', error_description: 'AADSTS7000215: unknown', error_codes: [7000215] };
    network.next(TOKEN, () => Response.json(unheard, { status: 401 }));
    expect(await verifyWithShortLived(context, connector)).toMatchObject({
      credential: 'short-lived',
      leftKeyId: null,
      result: { kind: 'proven' },
    });
    expect(passwords()).toEqual(before);
    expect(await provenAt()).not.toBeNull();
  });
});
