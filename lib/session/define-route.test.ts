import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { asRouteViewer, definePublicRoute, defineRoute } from './define-route';
import { directoryRoles } from './directory-roles';
import { sessionCookieName } from './session-cookie';
import { sessionStore } from './session-store';
import { sampleSignIn } from './testing/sample-session';

process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

const input = z.object({
  params: z.object({ id: z.guid() }),
  query: z.object({ sort: z.enum(['name']).optional() }),
  body: z.object({ name: z.string() }).optional(),
});

function setUpRoute() {
  const reached: unknown[] = [];
  const route = defineRoute({ access: asRouteViewer, input }, async ({ caller }, read) => {
    await Promise.resolve();
    reached.push([caller.session.personId, read]);
    return Response.json('inside');
  });
  return { route, reached };
}

type Asked = { readonly id?: string; readonly query?: string; readonly body?: string; readonly cookie?: string };

async function ask(
  route: ReturnType<typeof setUpRoute>['route'],
  { id = randomUUID(), query = '', body, cookie }: Asked,
) {
  const request = new Request(`http://localhost:3000/x${query}`, body === undefined ? {} : { method: 'POST', body });
  const cookies: Record<string, string> = cookie === undefined ? {} : { [sessionCookieName()]: cookie };
  const work = () => route(request, { params: Promise.resolve({ id }) });
  const { value } = await inRequest({ headers: { 'x-request-id': 'r-1' }, cookies }, work);
  const answered: unknown = await value.json();
  return { status: value.status, answered };
}

async function signIn(roles: readonly string[], tenantId = environment().ENTRA_TENANT_ID) {
  const session = await sessionStore.create(sampleSignIn({ tenantId, roles }));
  const cookie = await encode({ token: { sid: session.id }, secret: environment().SESSION_SECRET });
  return { cookie, personId: session.personId };
}

describe('defineRoute', () => {
  it('lets in nobody who is signed out, of another tenant, or without the right', async () => {
    const { route, reached } = setUpRoute();
    const stranger = await signIn([directoryRoles.globalAdministrator], randomUUID());
    const nobody = await signIn([]);
    expect((await ask(route, {})).status).toBe(401);
    expect((await ask(route, { cookie: stranger.cookie })).status).toBe(401);
    expect(await ask(route, { cookie: nobody.cookie })).toEqual({
      status: 403,
      answered: { error: { code: 'forbidden', requestId: 'r-1' } },
    });
    expect(reached).toEqual([]);
  });

  it('answers what it cannot read by 404 for the path, and by 400 with the field for the rest', async () => {
    const { route, reached } = setUpRoute();
    const { cookie } = await signIn([directoryRoles.securityReader]);
    expect(await ask(route, { cookie, id: '../x' })).toMatchObject({
      status: 404,
      answered: { error: { code: 'unknown' } },
    });
    for (const [sent, field] of [
      [{ query: '?sort=x' }, 'sort'],
      [{ body: '{"name":{"not":""}}' }, 'name'],
      [{ body: '[]' }, null],
    ] as const) {
      expect(await ask(route, { cookie, ...sent })).toMatchObject({
        status: 400,
        answered: { error: { code: 'input', field } },
      });
    }
    expect(reached).toEqual([]);
  });

  it('gives the handler a caller who was judged, and what was read', async () => {
    const { route, reached } = setUpRoute();
    const { cookie, personId } = await signIn([directoryRoles.securityReader]);
    const id = randomUUID();
    expect((await ask(route, { cookie, id, query: '?sort=name&sort=x&other=1', body: '{"name":"a"}' })).status).toBe(
      200,
    );
    expect(reached).toEqual([[personId, { params: { id }, query: { sort: 'name' }, body: { name: 'a' } }]]);
  });
});

describe('definePublicRoute', () => {
  it('reads what was sent before anybody is asked for', async () => {
    const route = definePublicRoute({ input }, () => Promise.resolve(Response.json('inside')));
    expect((await ask(route, {})).status).toBe(200);
    expect((await ask(route, { id: 'x' })).status).toBe(404);
  });
});
