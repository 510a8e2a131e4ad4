import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationStore } from '@/lib/operation/authorization-store';
import { leaseStore } from '@/lib/operation/lease-store';
import { operationStore } from '@/lib/operation/operation-store';
import { sampleOperation } from '@/lib/operation/testing/sample-operation';
import { closeDatabase, database } from '@/lib/db/database';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { endSession } from './end-session';

beforeAll(() => database());
afterAll(closeDatabase);

describe('endSession', () => {
  it('ends the session with the tokens that it brought, and is recorded', async () => {
    const session = await sessionStore.create(sampleSignIn());
    const { tenantId, personId } = session;
    const [own, working, another] = [
      sampleOperation({ tenantId, personId }),
      sampleOperation({ tenantId, personId }),
      sampleOperation({ tenantId }),
    ];
    for (const flow of [own, working, another]) {
      await operationStore.create(flow);
      await authorizationStore.saveConsent(flow, 'sealed', new Date());
    }
    await leaseStore.acquire(working, new Date());
    const requestId = randomUUID();
    await endSession(session, requestId);
    expect(await sessionStore.find(session.id)).toBeNull();
    expect(await authorizationStore.findSealedToken(own)).toBeNull();
    expect(await authorizationStore.findSealedToken(working)).toBe('sealed');
    expect(await authorizationStore.findSealedToken(another)).toBe('sealed');
    const { prisma } = await database();
    const events = await prisma.auditEvent.findMany({ where: { requestId } });
    expect(events).toMatchObject([{ action: 'sign-out', outcome: 'done', tenantId, personId }]);
  });
});
