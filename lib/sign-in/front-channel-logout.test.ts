import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { endByEntra } from './front-channel-logout';

process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

async function signIn(entraSessionId: string, tenantId = environment().ENTRA_TENANT_ID) {
  return sessionStore.create(sampleSignIn({ tenantId, entraSessionId }));
}

const ask = (query: Record<string, string>) => endByEntra(new URLSearchParams(query), randomUUID());

describe('endByEntra', () => {
  it.each([
    ['no session is named', () => ({})],
    ['the name is no id', () => ({ sid: '%' })],
    ['another issuer names it', (sid: string) => ({ sid, iss: `https://login.invalid/${randomUUID()}/v2.0` })],
    ['another session is named', () => ({ sid: randomUUID() })],
  ])('ends nothing when %s', async (_case, query) => {
    const sid = randomUUID();
    const session = await signIn(sid);
    await ask(query(sid));
    expect(await sessionStore.find(session.id)).not.toBeNull();
  });

  it('ends every session that this one of Entra began, of this tenant, and no other', async () => {
    const sid = randomUUID();
    const [one, two] = [await signIn(sid), await signIn(sid)];
    const [another, elsewhere] = [await signIn(randomUUID()), await signIn(sid, randomUUID())];
    await ask({ sid });
    for (const { id } of [one, two]) expect(await sessionStore.findEnd(id)).toMatchObject({ reason: 'entra' });
    for (const { id } of [another, elsewhere]) expect(await sessionStore.find(id)).not.toBeNull();
  });
});
