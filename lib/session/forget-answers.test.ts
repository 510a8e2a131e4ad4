import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalOf } from '@/lib/connector/journal-store';
import { connectorStore } from '@/lib/connector/connector-store';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { checkTenantAgain } from '@/lib/prerequisites/prerequisite-actions';
import { inRequest } from '@/lib/request/testing/in-request';
import { directoryRoles } from './directory-roles';
import { endSession } from './end-session';
import { sessionCookieName } from './session-cookie';
import { requireAsker } from './session-queries';
import { sessionStore } from './session-store';
import { keptAnswer } from './testing/kept-answer';
import { sampleSignIn } from './testing/sample-session';

process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

/** Somebody who is signed in and may look, and what was kept for them and for somebody else. */
async function setUpTest() {
  const roles = [directoryRoles.securityReader];
  const session = await sessionStore.create(sampleSignIn({ tenantId: environment().ENTRA_TENANT_ID, roles }));
  const token = await encode({ token: { sid: session.id }, secret: environment().SESSION_SECRET });
  const cookies = { [sessionCookieName()]: token };
  return { session, cookies, own: await keptAnswer(session.id), another: await keptAnswer(randomUUID()) };
}

describe('what Graph said', () => {
  it('goes with the session, and with no other', async () => {
    const { session, own, another } = await setUpTest();
    await endSession(session, { reason: 'signedOut', requestId: randomUUID() });
    expect(await own.isKept()).toBe(false);
    expect(await another.isKept()).toBe(true);
  });

  it('is asked for anew by Check again, for whoever asks', async () => {
    const { cookies, own, another } = await setUpTest();
    await inRequest({}, checkTenantAgain);
    expect(await own.isKept()).toBe(true);
    await inRequest({ cookies }, checkTenantAgain);
    expect(await own.isKept()).toBe(false);
    expect(await another.isKept()).toBe(true);
  });

  it.each(['max-age=0', 'no-cache'])('is asked for anew by a reload: %s', async (reload) => {
    const { cookies, own } = await setUpTest();
    await inRequest({ cookies }, requireAsker);
    expect(await own.isKept()).toBe(true);
    await inRequest({ cookies, headers: { 'cache-control': reload } }, requireAsker);
    expect(await own.isKept()).toBe(false);
  });
});

describe('a change of a connector', () => {
  it.each([
    ['create', () => connectorStore.create(newConnector(randomUUID()))],
    ['remove', () => connectorStore.remove({ tenantId: randomUUID(), id: randomUUID() })],
    ['update', () => connectorStore.update({ tenantId: randomUUID(), id: randomUUID() }, { state: 'ready' })],
    ['endStep', () => journalOf(randomUUID()).end({ tenantId: randomUUID(), id: randomUUID() }, 'permission', null)],
    ['markSecretRemoved', () => connectorStore.markSecretRemoved(randomUUID(), randomUUID())],
  ] as const)('makes everybody ask anew: %s', async (_name, change) => {
    const { own, another } = await setUpTest();
    await change();
    expect(await own.isKept()).toBe(false);
    expect(await another.isKept()).toBe(false);
  });

  it('does not, when it is only looked at', async () => {
    const { own } = await setUpTest();
    await connectorStore.find({ tenantId: randomUUID(), id: randomUUID() });
    expect(await own.isKept()).toBe(true);
  });
});
