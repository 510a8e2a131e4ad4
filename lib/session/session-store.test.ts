import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import type { Findings } from './session';
import { type NewSession, sessionStore } from './session-store';
import { sampleSignIn } from './testing/sample-session';

beforeAll(() => database());
afterAll(closeDatabase);

const create = (given: Partial<NewSession> = {}) => sessionStore.create(sampleSignIn(given));

const findings: Findings = {
  checkedAt: '2027-01-01T00:00:00Z',
  secrets: { allowed: true, maxDays: 180 },
  resources: { 'defender-alerts': null, 'graph-alerts': null },
};

describe('sessionStore', () => {
  it('finds no session that nobody has, or whose time is over', async () => {
    const ended = await create({ expiresAt: new Date(Date.now() - 1_000) });
    expect(await sessionStore.find(ended.id)).toBeNull();
    expect(await sessionStore.find(randomUUID())).toBeNull();
  });

  it('finds no session that nobody has used for an hour, and each use begins the hour anew', async () => {
    const [idle, used] = [await create(), await create()];
    const { prisma } = await database();
    const since = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await prisma.session.updateMany({ where: { id: { in: [idle.id, used.id] } }, data: { lastUsedAt: since(59) } });
    expect(await sessionStore.find(idle.id)).not.toBeNull();
    await sessionStore.noteUse(used.id);
    await prisma.session.update({ where: { id: idle.id }, data: { lastUsedAt: since(60) } });
    expect(await sessionStore.find(idle.id)).toBeNull();
    expect(await sessionStore.find(used.id)).not.toBeNull();
  });

  it('names each session by 256 random bits', async () => {
    const { id } = await create();
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  });

  it('ends a session for good: its tokens go, and what comes late does not bring it back', async () => {
    const { id } = await create();
    await sessionStore.end(id, { reason: 'person', byUpn: null });
    await sessionStore.saveSealedReadTokens(id, 'late');
    await sessionStore.saveRoles(id, ['late']);
    await sessionStore.saveFindings(id, findings);
    expect(await sessionStore.find(id)).toBeNull();
    expect(await sessionStore.findSealedReadTokens(id)).toBeNull();
  });

  it('keeps to the one session: another of the same person stays as it is', async () => {
    const { tenantId, personId, id } = await create();
    const other = await create({ tenantId, personId });
    await sessionStore.saveRoles(id, ['role']);
    await sessionStore.saveFindings(id, findings);
    await sessionStore.saveSealedReadTokens(id, 'renewed');
    expect(await sessionStore.find(id)).toMatchObject({ roles: ['role'], findings });
    await sessionStore.end(id, { reason: 'person', byUpn: null });
    expect(await sessionStore.find(other.id)).toEqual(other);
    expect(await sessionStore.findSealedReadTokens(other.id)).toBe('sealed');
  });

  it('hands out no token with a session', async () => {
    const created = await create();
    expect(JSON.stringify([created, await sessionStore.find(created.id)])).not.toContain('sealed');
  });

  it('tidies what has ended, and nothing that goes on', async () => {
    const [ended, open] = [await create({ expiresAt: new Date(Date.now() - 1_000) }), await create()];
    await sessionStore.removeEnded();
    expect(await sessionStore.findSealedReadTokens(ended.id)).toBeNull();
    expect(await sessionStore.find(open.id)).toEqual(open);
  });
});
