import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { directoryRoles } from '@/lib/session/directory-roles';
import { sessionCookieName } from '@/lib/session/session-cookie';
import { type NewSession, sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { nameBrowser } from './browser-name';
import { handleOf } from './session-list';
import { endListedSession, endOtherSessions } from './session-list-actions';
import { getSessions } from './session-list-queries';

process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

const operator = [directoryRoles.globalAdministrator];
const viewer = [directoryRoles.securityReader];

async function signIn(given: Partial<NewSession> = {}) {
  const tenantId = environment().ENTRA_TENANT_ID;
  const session = await sessionStore.create(sampleSignIn({ tenantId, roles: viewer, ...given }));
  const token = await encode({ token: { sid: session.id }, secret: environment().SESSION_SECRET });
  const cookies = { [sessionCookieName()]: token };
  const as = async <Value>(work: () => Promise<Value>) => (await inRequest({ cookies }, work)).value;
  const goesOn = async () => (await sessionStore.find(session.id)) !== null;
  return { session, as, goesOn, handle: handleOf(session) };
}

const longAgo = () => new Date(Date.now() - 11 * 60_000);

describe('the list of sessions', () => {
  it('shows a viewer their own alone, and an operator everybody’s of this tenant', async () => {
    const [reader, admin] = [await signIn(), await signIn({ roles: operator })];
    const elsewhere = await signIn({ tenantId: randomUUID() });
    const own = await signIn({ personId: reader.session.personId });
    const seen = await reader.as(getSessions);
    expect(new Set(seen.own.map(({ handle }) => handle))).toEqual(new Set([reader.handle, own.handle]));
    expect(seen.others).toBeNull();
    const all = await admin.as(getSessions);
    expect(all.own).toMatchObject([{ handle: admin.handle, isThis: true, access: 'operator' }]);
    const others = all.others?.map(({ handle }) => handle) ?? [];
    expect(others).toEqual(expect.arrayContaining([reader.handle, own.handle]));
    expect(others).not.toContain(elsewhere.handle);
    expect(JSON.stringify(all)).not.toContain(reader.session.id);
  });

  it('calls browsers by their names, and unknown ones by none', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Edg/140.0';
    expect(nameBrowser(edge)).toEqual({ browser: 'Microsoft Edge', system: 'Windows' });
    for (const odd of [null, '', '<script>', 'x'.repeat(300)]) {
      expect(nameBrowser(odd)).toEqual({ browser: null, system: null });
    }
  });
});

describe('endListedSession', () => {
  it('ends nobody else’s for a viewer, and nobody’s of another tenant for an operator', async () => {
    const [reader, another] = [await signIn(), await signIn()];
    const elsewhere = await signIn({ tenantId: randomUUID() });
    const admin = await signIn({ roles: operator });
    await reader.as(() => endListedSession(another.handle));
    await admin.as(() => endListedSession(elsewhere.handle));
    expect([await another.goesOn(), await elsewhere.goesOn()]).toEqual([true, true]);
  });

  it.each([
    ['credentials were given too long ago', { authenticatedAt: longAgo() }],
    ['nobody can tell when, and the session is older', { authenticatedAt: null }],
  ])('ends nothing when %s: the person signs in once more', async (_case, given) => {
    const own = await signIn(given);
    const other = await signIn({ personId: own.session.personId });
    const { prisma } = await database();
    await prisma.session.update({ where: { id: own.session.id }, data: { createdAt: longAgo() } });
    const refused = { ok: false, error: 'signInOld' };
    expect(await own.as(() => endListedSession(other.handle))).toEqual(refused);
    expect(await own.as(endOtherSessions)).toEqual(refused);
    expect(await other.goesOn()).toBe(true);
  });

  it('ends another person’s for an operator, and says whose deed it was', async () => {
    const [reader, admin] = [await signIn(), await signIn({ roles: operator })];
    expect(await admin.as(() => endListedSession(reader.handle))).toEqual({ ok: true, value: undefined });
    const byUpn = admin.session.personUpn;
    expect(await sessionStore.findEnd(reader.session.id)).toMatchObject({ reason: 'operator', byUpn });
  });
});

describe('endOtherSessions', () => {
  it('ends every other one of the person, and no other person’s', async () => {
    const own = await signIn();
    const [first, second] = [await signIn({ personId: own.session.personId }), await signIn()];
    await own.as(endOtherSessions);
    expect([await own.goesOn(), await first.goesOn(), await second.goesOn()]).toEqual([true, false, true]);
  });
});
