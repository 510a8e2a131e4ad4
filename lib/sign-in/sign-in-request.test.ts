import { randomUUID } from 'node:crypto';
import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { signInLimit, signInReturnLimit } from '@/lib/rate-limit/rate-limit-store';
import { inRequest } from '@/lib/request/testing/in-request';
import { interceptSignInRequest, explainFailure } from './sign-in-request';

// Of this file alone, so that its audit log is too.
process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

function send(method: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  const url = new URL(`/api/auth/${path}`, environment().PORTAL_URL);
  const action = url.pathname.split('/').slice(3);
  return inRequest({ headers }, () => interceptSignInRequest(new NextRequest(url, { method, headers }), action));
}

async function refusals() {
  const { prisma } = await database();
  const events = await prisma.auditEvent.findMany({ where: { tenantId: environment().ENTRA_TENANT_ID } });
  return events.map(({ requestId, outcome, detail }) => ({ requestId, outcome, detail }));
}

async function totalStarts(): Promise<number> {
  const { prisma } = await database();
  const row = await prisma.rateLimiterFlexible.findUnique({ where: { key: 'sign-in-total:all' } });
  return row?.points ?? 0;
}

describe('admitSignInRequest', () => {
  it('refuses an address that starts too often, without using up what is left for everybody', async () => {
    const [address, requestId] = [randomUUID(), randomUUID()];
    const { prisma } = await database();
    const expire = new Date(Date.now() + 100_000);
    const key = `${signInLimit.name}:${address}`;
    await prisma.rateLimiterFlexible.create({ data: { key, points: signInLimit.points, expire } });
    const before = await totalStarts();
    const headers = { 'x-client-address': address, 'x-request-id': requestId };
    const { value: answer } = await send('POST', 'signin/entra', headers);
    expect(answer?.status).toBe(429);
    expect(Number(answer?.headers.get('retry-after'))).toSatisfy((wait: number) => wait > 0 && wait <= 100);
    expect(await answer?.json()).toEqual({ url: `${environment().PORTAL_URL}/sign-in?problem=tooMany` });
    expect(await totalStarts()).toBe(before);
    expect(await refusals()).toContainEqual({ requestId, outcome: 'refused', detail: { reason: 'rate limit' } });
  });

  it('refuses an address that comes back too often, before a code is redeemed', async () => {
    const address = randomUUID();
    const { prisma } = await database();
    const expire = new Date(Date.now() + 100_000);
    const key = `${signInReturnLimit.name}:${address}`;
    await prisma.rateLimiterFlexible.create({ data: { key, points: signInReturnLimit.points, expire } });
    const { value } = await send('GET', 'callback/entra?code=c&state=s', { 'x-client-address': address });
    const told = `${environment().PORTAL_URL}/sign-in?problem=tooMany`;
    expect([value?.status, value?.headers.get('location')]).toEqual([302, told]);
  });

  it('tells why Entra refused, in its numbers and not in its words', async () => {
    const [requestId, correlation] = [randomUUID(), randomUUID()];
    const description = `AADSTS65004: hunter2 declined. Correlation ID: ${correlation}`;
    const query = new URLSearchParams({ error: 'access_denied', error_description: description, state: 'hunter2' });
    const cookie = 'next-auth.callback-url=http%3A%2F%2Flocalhost%3A3000%2Fsettings%2Fsiem';
    const headers = { cookie, 'x-request-id': requestId };
    const { value: answer } = await send('GET', `callback/entra?${query.toString()}`, headers);
    const target = new URL(answer?.headers.get('location') ?? '');
    expect(target.origin + target.pathname).toBe(`${environment().PORTAL_URL}/sign-in`);
    expect(Object.fromEntries(target.searchParams)).toEqual({
      ...{ problem: 'declined', code: '65004', correlation },
      callbackUrl: 'http://localhost:3000/settings/siem',
    });
    expect(await refusals()).toContainEqual({ requestId, outcome: 'refused', detail: { reason: 'declined' } });
  });

  it('tells why Entra did not redeem a code, to a page and to a script', async () => {
    const requestId = randomUUID();
    const failure = { problem: { kind: 'secret', aadsts: 7000222, correlationId: null } } as const;
    const told = `${environment().PORTAL_URL}/sign-in?problem=secret&code=7000222`;
    const request = new NextRequest(`${environment().PORTAL_URL}/api/auth/callback/entra`);
    const sent = { headers: { 'x-request-id': requestId } };
    const page = new Response(null, { status: 302, headers: { location: '/x', 'set-cookie': 'a=b' } });
    const { value: redirected } = await inRequest(sent, () => explainFailure(request, failure, page));
    expect([redirected.status, redirected.headers.get('location')]).toEqual([302, told]);
    expect(redirected.headers.getSetCookie()).toEqual(['a=b']);
    const script = Response.json({ url: '/x' });
    const { value: answered } = await inRequest(sent, () => explainFailure(request, failure, script));
    expect(await answered.json()).toEqual({ url: told });
    const refusal = { requestId, outcome: 'refused', detail: { reason: 'secret' } };
    expect((await refusals()).filter((event) => event.requestId === requestId)).toEqual([refusal]);
  });

  it('records a sign-in that next-auth’s own checks refused, and tells nothing of it', async () => {
    const requestId = randomUUID();
    const request = new NextRequest(`${environment().PORTAL_URL}/api/auth/callback/entra`);
    const answer = new Response(null, { status: 302, headers: { location: '/x' } });
    const sent = { headers: { 'x-request-id': requestId } };
    const { value } = await inRequest(sent, () => explainFailure(request, { problem: null }, answer));
    expect(value).toBe(answer);
    expect(await refusals()).toContainEqual({ requestId, outcome: 'refused', detail: { reason: 'unfinished' } });
  });

  it('leaves the rest to next-auth', async () => {
    expect((await send('POST', 'signin/entra', { 'x-client-address': randomUUID() })).value).toBeNull();
    const own = { 'x-client-address': randomUUID() };
    expect((await send('GET', 'callback/entra?code=c&state=s', own)).value).toBeNull();
    expect((await send('GET', 'csrf')).value).toBeNull();
  });
});
