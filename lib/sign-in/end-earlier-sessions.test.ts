import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import type { Session } from '@/lib/session/session';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { endEarlierSessions, MOST_SESSIONS } from './end-earlier-sessions';

beforeAll(() => database());
afterAll(closeDatabase);

const signIn = (person: Partial<Session> = {}) => sessionStore.create(sampleSignIn(person));
const requestId = randomUUID();

describe('endEarlierSessions', () => {
  it.each(['the same person', 'another person'])('ends the session that the browser had: of %s', async (whose) => {
    const previous = await signIn();
    const { tenantId, personId } = previous;
    const session = await signIn(whose === 'another person' ? { tenantId } : { tenantId, personId });
    await endEarlierSessions(session, { previousId: previous.id, requestId });
    expect(await sessionStore.find(previous.id)).toBeNull();
    expect(await sessionStore.findEnd(previous.id)).toMatchObject({ reason: 'replaced' });
    expect(await sessionStore.find(session.id)).not.toBeNull();
  });

  it('leaves the same person’s other browsers, up to a number: those used the longest ago end', async () => {
    const { tenantId, personId, id: first } = await signIn();
    for (let count = 1; count < MOST_SESSIONS; count += 1) await signIn({ tenantId, personId });
    const another = await signIn({ tenantId });
    const last = await signIn({ tenantId, personId });
    const { prisma } = await database();
    await prisma.session.update({ where: { id: first }, data: { lastUsedAt: new Date(Date.now() - 60_000) } });
    await endEarlierSessions(last, { previousId: null, requestId });
    expect(await sessionStore.findEnd(first)).toMatchObject({ reason: 'tooMany' });
    expect(await sessionStore.listOpen({ tenantId, personId })).toHaveLength(MOST_SESSIONS);
    expect(await sessionStore.find(another.id)).not.toBeNull();
  });
});
