import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consentStore } from '@/lib/consent/consent-store';
import { sampleFlow } from '@/lib/consent/testing/sample-flow';
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
      sampleFlow({ tenantId, personId }),
      sampleFlow({ tenantId, personId }),
      sampleFlow({ tenantId }),
    ];
    for (const flow of [own, working, another]) {
      await consentStore.create(flow);
      await consentStore.saveConsent(flow, 'sealed', new Date());
    }
    await consentStore.move(working, ['consented'], 'running');
    const requestId = randomUUID();
    await endSession(session, requestId);
    expect(await sessionStore.find(session.id)).toBeNull();
    expect(await consentStore.findSealedGrant(own)).toBeNull();
    expect(await consentStore.findSealedGrant(working)).toBe('sealed');
    expect(await consentStore.findSealedGrant(another)).toBe('sealed');
    const { prisma } = await database();
    const events = await prisma.auditEvent.findMany({ where: { requestId } });
    expect(events).toMatchObject([{ action: 'sign-out', outcome: 'done', tenantId, personId }]);
  });
});
