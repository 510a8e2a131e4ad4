import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { fail, succeed } from '@/lib/result';
import { asOperator, asViewer, defineAction, definePublicAction } from './define-action';
import { type DirectoryRole, directoryRoles } from './directory-roles';
import { sessionCookieName } from './session-cookie';
import { sessionStore } from './session-store';
import { sampleSignIn } from './testing/sample-session';

process.env.ENTRA_TENANT_ID = randomUUID();
// As in next.config.js.
process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = 'true';

beforeAll(() => database());
afterAll(closeDatabase);

/** Somebody with this role, and an action that writes down who reached it with what. */
async function setUpTest(role: DirectoryRole, tenantId = environment().ENTRA_TENANT_ID) {
  const session = await sessionStore.create(sampleSignIn({ tenantId, roles: [directoryRoles[role]] }));
  const cookie = await encode({ token: { sid: session.id }, secret: environment().SESSION_SECRET });
  const requestId = randomUUID();
  const headers = { 'x-request-id': requestId, 'x-request-path': '/settings/siem' };
  const as = async <Value>(work: () => Promise<Value>) =>
    (await inRequest({ headers, cookies: { [sessionCookieName()]: cookie } }, work)).value;
  const recorded = async () => (await database()).prisma.auditEvent.findMany({ where: { requestId } });
  return { session, as, recorded };
}

function setUpAction(access: typeof asViewer = asOperator) {
  const reached: string[] = [];
  const act = defineAction({ access, input: z.tuple([z.string()]) }, async ({ caller, audit }, word) => {
    reached.push(`${caller.session.personId} ${word}`);
    if (word === 'wrong') return fail('wrong');
    await audit.record({ action: 'sign-out', outcome: 'done' });
    return succeed(word.length);
  });
  return { act, reached };
}

describe('defineAction', () => {
  it('lets nobody in who is signed out, or of another tenant', async () => {
    const { act, reached } = setUpAction();
    const stranger = await setUpTest('globalAdministrator', randomUUID());
    expect((await inRequest({}, () => act('word'))).value).toEqual({ ok: false, error: 'signedOut' });
    expect(await stranger.as(() => act('word'))).toEqual({ ok: false, error: 'signedOut' });
    expect(reached).toEqual([]);
  });

  it('refuses who may not, with a 403 that is recorded', async () => {
    const { act, reached } = setUpAction();
    const { as, session, recorded } = await setUpTest('securityReader');
    await expect(as(() => act('word'))).rejects.toThrow('NEXT_HTTP_ERROR_FALLBACK;403');
    const [entry, ...more] = await recorded();
    expect(entry).toMatchObject({ action: 'access', outcome: 'refused', personId: session.personId });
    expect([reached, more]).toEqual([[], []]);
  });

  it.each([[[]], [['word', 'one too many']], [[7]], [[null]], [[{}]]])('takes no arguments like %j', async (sent) => {
    const { act, reached } = setUpAction();
    const { as } = await setUpTest('globalAdministrator');
    const send = async () => {
      const answer: unknown = await Reflect.apply(act, null, sent);
      return answer;
    };
    expect(await as(send)).toEqual({ ok: false, error: 'input' });
    expect(reached).toEqual([]);
  });

  it('gives the handler a caller who was judged, and an audit of that person and request', async () => {
    const { act, reached } = setUpAction(asViewer);
    const { as, session, recorded } = await setUpTest('securityReader');
    expect(await as(() => act('word'))).toEqual({ ok: true, value: 4 });
    expect(await as(() => act('wrong'))).toEqual({ ok: false, error: 'wrong' });
    expect(reached).toEqual([`${session.personId} word`, `${session.personId} wrong`]);
    expect(await recorded()).toMatchObject([{ action: 'sign-out', personId: session.personId }]);
  });
});

describe('definePublicAction', () => {
  it('reaches its handler without a session, with nothing but what it reads', async () => {
    const reached: string[] = [];
    const act = definePublicAction({ input: z.tuple([z.string().max(2)]) }, async (word) => {
      await Promise.resolve();
      reached.push(word);
    });
    await act('long');
    await act('ok');
    expect(reached).toEqual(['ok']);
  });
});
