import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { authOptions } from './auth-options';

process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

async function eventsOf(requestId: string) {
  const { prisma } = await database();
  const rows = await prisma.auditEvent.findMany({ where: { requestId } });
  return rows.map(({ action, outcome, personId, detail }) => ({ action, outcome, personId, detail }));
}

async function evaluate(tid: string, requestId: string) {
  const iss = `https://login.microsoftonline.com/${tid}/v2.0`;
  const profile = { sub: 'subject', oid: randomUUID(), tid, iss };
  const headers = { 'x-request-id': requestId };
  const asked = { user: { id: profile.oid }, account: null, profile };
  return (await inRequest({ headers }, async () => authOptions().callbacks?.signIn?.(asked))).value;
}

describe('authOptions', () => {
  it('sends an account of another tenant back to sign-in, and records it', async () => {
    const requestId = randomUUID();
    expect(await evaluate(randomUUID(), requestId)).toBe('/sign-in?problem=otherTenant');
    const refusal = { action: 'sign-in', outcome: 'refused', personId: null, detail: { reason: 'otherTenant' } };
    expect(await eventsOf(requestId)).toEqual([refusal]);
  });

  it('lets an account of this tenant sign in', async () => {
    const requestId = randomUUID();
    expect(await evaluate(environment().ENTRA_TENANT_ID, requestId)).toBe(true);
    expect(await eventsOf(requestId)).toEqual([]);
  });

  it('ends the session on the server when next-auth’s own sign-out is called, and records it', async () => {
    const session = await sessionStore.create(sampleSignIn());
    const requestId = randomUUID();
    const ended = { token: { sid: session.id }, session: { expires: '' } };
    await inRequest({ headers: { 'x-request-id': requestId } }, async () => authOptions().events?.signOut?.(ended));
    expect(await sessionStore.find(session.id)).toBeNull();
    expect(await eventsOf(requestId)).toMatchObject([{ action: 'sign-out', personId: session.personId }]);
  });

  it('has no page of next-auth’s own', () => {
    expect(authOptions().pages).toEqual({ signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' });
  });
});
