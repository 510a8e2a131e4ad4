import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { deriveKey } from '@/lib/seal/derive-key';
import { directoryRoles } from './directory-roles';
import { sessionCookieName } from './session-cookie';
import { findOperator, findSession } from './session-queries';
import { type NewSession, sessionStore } from './session-store';
import { sampleSignIn } from './testing/sample-session';

process.env.ENTRA_TENANT_ID = randomUUID();
const PREVIOUS = 'the session secret before, long enough too';
process.env.SESSION_SECRET_PREVIOUS = PREVIOUS;

beforeAll(() => database());
afterAll(closeDatabase);

const create = (given: Partial<NewSession> = {}) =>
  sessionStore.create(sampleSignIn({ tenantId: environment().ENTRA_TENANT_ID, ...given }));

const cookieOf = (sid: string, secret = environment().SESSION_SECRET) => encode({ token: { sid }, secret });

async function as<Value>(cookie: string, ask: () => Promise<Value>): Promise<Value> {
  return (await inRequest({ cookies: { [sessionCookieName()]: cookie } }, ask)).value;
}

describe('findSession', () => {
  it('finds nobody behind a cookie that is not this portal’s', async () => {
    const { id } = await create();
    expect((await inRequest({}, findSession)).value).toBeNull();
    expect(await as(id, findSession)).toBeNull();
    expect(await as(await cookieOf(id, 'the secret of another portal, long too'), findSession)).toBeNull();
  });

  it('finds nobody of another tenant', async () => {
    const { id } = await create({ tenantId: randomUUID() });
    expect(await as(await cookieOf(id), findSession)).toBeNull();
  });

  it('finds whoever signed in, until the session is ended on the server', async () => {
    const session = await create();
    const cookie = await cookieOf(session.id);
    expect(await as(cookie, findSession)).toEqual(session);
    await sessionStore.end(session.id, { reason: 'person', byUpn: null });
    expect(await as(cookie, findSession)).toBeNull();
  });
});

describe('findSession, while the secret is rotated', () => {
  const secretOf = (secret: string) => deriveKey(secret, 'session').bytes.toString('base64url');

  it.each([
    ['the secret in use', () => secretOf(environment().SESSION_SECRET)],
    ['the secret before', () => secretOf(PREVIOUS)],
    ['the release before, with the secret in use', () => environment().SESSION_SECRET],
    ['the release before, with the secret before', () => PREVIOUS],
  ])('knows a cookie of %s', async (_what, secret) => {
    const session = await create();
    expect(await as(await cookieOf(session.id, secret()), findSession)).toEqual(session);
  });

  it('knows none of another use’s key, nor of a secret that is neither', async () => {
    const { id } = await create();
    const sealing = deriveKey(environment().SESSION_SECRET, 'seal').bytes.toString('base64url');
    for (const secret of [sealing, secretOf('a secret that is older still, and long')]) {
      expect(await as(await cookieOf(id, secret), findSession)).toBeNull();
    }
  });
});

describe('findOperator', () => {
  it('refuses a role that may only look, and records who wanted what', async () => {
    const { id, personId, tenantId } = await create({ roles: [directoryRoles.securityReader] });
    const headers = { 'x-request-id': randomUUID(), 'x-request-path': '/settings/siem' };
    const cookies = { [sessionCookieName()]: await cookieOf(id) };
    expect((await inRequest({ headers, cookies }, findOperator)).value).toBe('forbidden');
    const { prisma } = await database();
    expect(
      await prisma.auditEvent.findFirst({ where: { tenantId, requestId: headers['x-request-id'] } }),
    ).toMatchObject({
      ...{ personId, action: 'access', outcome: 'refused' },
      detail: { path: '/settings/siem', roles: 'securityReader' },
    });
  });

  it('refuses whoever is not signed in', async () => {
    expect((await inRequest({}, findOperator)).value).toBe('signed-out');
  });
});
