import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { createSealer, type Sealer } from '@/lib/seal/seal';
import { readGraph } from './graph-access';
import { portalSealer } from '@/lib/seal/portal-keys';
import { READ_TOKENS_PURPOSE, readScopes, type ReadTokens, type Session } from './session';
import { sessionStore } from './session-store';
import { sampleSignIn } from './testing/sample-session';

// An Entra that nobody can reach: renewing fails.
process.env.ENTRA_AUTHORITY_HOST = 'https://login.invalid';

beforeAll(() => database());
afterAll(closeDatabase);

function create(given: Partial<ReadTokens>, sealer: Sealer = portalSealer()): Promise<Session> {
  const tokens = { accessToken: 'read-token', refreshToken: null, expiresAt: Date.now() + 3_600_000, ...given };
  const sealedReadTokens = sealer.seal(READ_TOKENS_PURPOSE, JSON.stringify(tokens));
  return sessionStore.create(sampleSignIn({ scopes: readScopes, sealedReadTokens }));
}

const endsSoon = () => ({ expiresAt: Date.now() + 60_000 });

describe('readGraph', () => {
  it('reads nothing for a session that was ended', async () => {
    const session = await create({});
    await sessionStore.end(session.id, { reason: 'person', byUpn: null });
    expect(await readGraph(session)).toBeNull();
  });

  it('reads nothing with tokens that another secret sealed', async () => {
    expect(await readGraph(await create({}, createSealer('the secret of another portal, long too')))).toBeNull();
  });

  it('reads nothing with a token that is about to end and cannot be renewed', async () => {
    expect(await readGraph(await create(endsSoon()))).toBeNull();
    expect(await readGraph(await create({ ...endsSoon(), refreshToken: 'refresh' }))).toBeNull();
    const without = { ...(await create({ ...endsSoon(), refreshToken: 'refresh' })), scopes: [] };
    expect(await readGraph(without)).toBeNull();
  });

  it('keeps the refresh token when Entra could not be asked, to try again later', async () => {
    const session = await create({ ...endsSoon(), refreshToken: 'refresh' });
    const before = await sessionStore.findSealedReadTokens(session.id);
    await readGraph(session);
    expect(await sessionStore.findSealedReadTokens(session.id)).toBe(before);
  });

  it('reads with the session’s own token while it lasts', async () => {
    expect(await readGraph(await create({}))).toMatchObject({ token: 'read-token' });
  });
});
