import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { directoryRoles } from '@/lib/session/directory-roles';
import { sessionCookieName } from '@/lib/session/session-cookie';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import type { DisplayMode } from '@/lib/operations/begin-input';
import { operationStore } from './operation-store';
import { handleCallback, openSignIn } from './authorization-request';
import { sampleOperation } from './testing/sample-operation';

// Of this file alone, so that its audit log is too.
process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

/** A signed-in person's browser: it keeps the cookies that it is given. */
async function browser(roles: readonly string[] = []) {
  const person = await sessionStore.create(sampleSignIn({ tenantId: environment().ENTRA_TENANT_ID, roles }));
  const secret = environment().SESSION_SECRET;
  const jar = new Map([[sessionCookieName(), await encode({ token: { sid: person.id }, secret })]]);
  const requestId = randomUUID();
  const visit = async (work: () => Promise<string | null>) => {
    const handled = await inRequest({ cookies: Object.fromEntries(jar), headers: { 'x-request-id': requestId } }, work);
    for (const set of handled.setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Expires=Thu, 01 Jan 1970/.test(set)) jar.delete(name);
      else jar.set(name, decodeURIComponent(value));
    }
    return handled;
  };
  return { person, jar, visit, requestId };
}

/** As far as Entra's pages, whence the browser comes back with the given answer. */
async function goToEntra(displayMode: DisplayMode = 'popup', connectorId: string | null = null) {
  const own = await browser();
  const { tenantId, personId, id: sessionId } = own.person;
  const kind = connectorId === null ? 'enable' : 'new-secret';
  const operation = sampleOperation({ tenantId, personId, sessionId, displayMode, kind, connectorId });
  await operationStore.create(operation);
  const started = await own.visit(() => openSignIn(operation.id, displayMode));
  const state = new URL(started.value ?? '').searchParams.get('state') ?? '';
  const declined = new URLSearchParams({ state, error: 'access_denied', error_description: 'AADSTS65004: hunter2' });
  const finish = () => own.visit(() => handleCallback(declined));
  return { ...own, operation, started, state, finish, cookie: `siem-connect.consent.${operation.id}` };
}

async function recorded(requestId: string) {
  const { prisma } = await database();
  const where = { tenantId: environment().ENTRA_TENANT_ID, requestId };
  const events = await prisma.auditEvent.findMany({ where, orderBy: { at: 'asc' } });
  return events.map(({ action, outcome, target, personId, detail }) => ({ action, outcome, target, personId, detail }));
}

describe('openSignIn', () => {
  it('sends whoever is not signed in nowhere, and gives no cookie', async () => {
    const started = await inRequest({}, () => openSignIn(randomUUID(), 'popup'));
    expect(started).toEqual({ value: '/consent/done?outcome=unknown', setCookies: [] });
  });

  it.each([[[]], [[directoryRoles.securityReader]]])(
    'answers at once who with roles %j can begin nothing',
    async (roles) => {
      const { visit } = await browser(roles);
      const ids = Array.from({ length: 20 }, () => randomUUID());
      const answers = await Promise.all(ids.map(async (id) => (await visit(() => openSignIn(id, 'popup'))).value));
      expect(new Set(answers)).toEqual(new Set(['/consent/done?outcome=unknown']));
    },
  );

  it('waits for three operations of one person, and for no fourth', async () => {
    const { visit, person } = await browser([directoryRoles.globalAdministrator]);
    const { tenantId, personId, id: sessionId } = person;
    const clicked = Array.from({ length: 4 }, () => sampleOperation({ tenantId, personId, sessionId }));
    const opened = clicked.map(({ id }) => visit(() => openSignIn(id, 'popup')));
    expect((await Promise.race(opened)).value).toBe('/consent/done?outcome=unknown');
    for (const operation of clicked) await operationStore.create(operation);
    const places = (await Promise.all(opened)).map(({ value }) => new URL(value ?? '', 'http://portal').hostname);
    expect(places.sort()).toEqual([...Array.from({ length: 3 }, () => 'login.microsoftonline.com'), 'portal']);
  });

  it('sends the browser to Entra with a cookie for this operation that no script and no other site can read', async () => {
    const { started, cookie } = await goToEntra();
    expect(started.value).toContain(`https://login.microsoftonline.com/${environment().ENTRA_TENANT_ID}/`);
    expect(started.setCookies).toHaveLength(1);
    const [set = ''] = started.setCookies;
    expect(set.startsWith(`${cookie}=`)).toBe(true);
    expect(set.split('; ').slice(1)).toEqual(
      expect.arrayContaining(['Path=/', 'Max-Age=600', 'HttpOnly', 'SameSite=lax']),
    );
    expect(started.value).not.toContain(/=([^;]*)/.exec(set)?.[1]);
  });
});

describe('handleCallback', () => {
  it('refuses what this portal did not send for, and records why without what was sent', async () => {
    const { visit, requestId, person, jar, cookie } = await goToEntra();
    const query = new URLSearchParams({ state: 'hunter2', code: 'hunter2' });
    expect((await visit(() => handleCallback(query))).value).toBeNull();
    expect(await recorded(requestId)).toEqual([
      {
        ...{ action: 'consent-callback', outcome: 'refused', target: null },
        ...{ personId: person.personId, detail: { reason: 'stateUnknown' } },
      },
    ]);
    // A forged callback must not cost the person the transaction that is under way.
    expect(jar.has(cookie)).toBe(true);
  });

  it('refuses a browser that did not begin the transaction', async () => {
    const { jar, cookie, finish } = await goToEntra();
    jar.delete(cookie);
    expect((await finish()).value).toBeNull();
  });

  it('clears the cookie and takes the transaction once', async () => {
    const { jar, cookie, finish, operation, requestId } = await goToEntra();
    const kept = jar.get(cookie) ?? '';
    expect((await finish()).value).toBe(`/consent/done?operation=${operation.id}`);
    expect(jar.has(cookie)).toBe(false);
    jar.set(cookie, kept);
    expect((await finish()).value).toBeNull();
    expect(await recorded(requestId)).toMatchObject([
      { outcome: 'failed', target: operation.id, detail: { reason: 'declined' } },
      { outcome: 'refused', target: null, detail: { reason: 'stateUnknown' } },
    ]);
  });

  it('leads whoever went in the same tab back to the page that the operation belongs to', async () => {
    const enabling = await goToEntra('tab');
    expect((await enabling.finish()).value).toBe(`/settings/siem/setup/${enabling.operation.id}`);
    const connectorId = randomUUID();
    const renewing = await goToEntra('tab', connectorId);
    expect((await renewing.finish()).value).toBe(`/settings/siem/${connectorId}?operation=${renewing.operation.id}`);
  });
});
