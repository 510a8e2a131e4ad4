import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { hashSecret } from '@/lib/seal/hash-secret';
import type { Session } from '@/lib/session/session';
import { findApproval } from './find-approval';
import { startApproval } from './start-approval';
import { role, sealer, setUpTest, type TestContext, still } from './testing/approval-test-context';

beforeAll(database);
afterAll(closeDatabase);

const DAY_MS = 86_400_000;

async function start({ dependencies, clock }: TestContext, session: Session, token: string) {
  const fetch = () => Promise.resolve(Response.json({ authorization_endpoint: 'https://login.example/t/authorize' }));
  const opened = await findApproval(dependencies, session, hashSecret(token));
  if (!opened.ok) throw new Error(opened.error.kind);
  const { graph, approvals } = dependencies;
  const findApi = () => ({ resource: 'https://graph.microsoft.com', alertsUrl: 'https://graph.example/alerts_v2' });
  const origin = { authorityHost: 'https://login.example', redirectUri: 'https://portal.example/callback', findApi };
  return startApproval(
    { approvals, sealer, graph, fetch, clock: still, now: () => clock.now, ...origin },
    opened.value,
  );
}

describe('startApproval', () => {
  it('leads to Entra for all that the registration lists, and to nothing that names the link', async () => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    const started = await start(testContext, testContext.administrator, token);
    if (!started.ok) throw new Error(started.error.kind);
    const url = new URL(started.value.url);
    expect(url.origin + url.pathname).toBe(`https://login.example/${testContext.tenantId}/v2.0/adminconsent`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: testContext.connector.appId,
      scope: 'https://graph.microsoft.com/.default',
      redirect_uri: 'https://portal.example/callback',
    });
    expect(url.href).not.toContain(token);
  });

  it.each([
    ['one more permission', [{ id: '19dbc75e-c2e2-444c-a770-ec69d8559fc7', type: 'Role' }]],
    ['another kind of it', [{ id: role, type: 'Scope' }]],
  ])('leads nowhere when the registration lists %s', async (_what, more) => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    testContext.directory.listed = [...testContext.directory.listed, ...more];
    expect(await start(testContext, testContext.administrator, token)).toEqual({
      ok: false,
      error: { kind: 'changed' },
    });
  });

  it('is closed from the end of the seventh day', async () => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    testContext.clock.now += 7 * DAY_MS - 1;
    expect((await start(testContext, testContext.administrator, token)).ok).toBe(true);
    testContext.clock.now += 1;
    expect(await start(testContext, testContext.administrator, token)).toEqual({
      ok: false,
      error: { kind: 'closed' },
    });
    expect(await testContext.stateOf()).toBe('expired');
  });
});
