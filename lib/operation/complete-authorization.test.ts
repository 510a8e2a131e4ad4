import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '@/lib/db/database';
import { createSealer } from '@/lib/seal/seal';
import type { Session } from '@/lib/session/session';
import { sampleSession } from '@/lib/session/testing/sample-session';
import { type CallbackDependencies, completeAuthorization } from './complete-authorization';
import { operationSeal } from './operation-seal';
import { hashSecret } from '@/lib/seal/hash-secret';
import { authorizationStore } from './authorization-store';
import { operationStore } from './operation-store';

afterAll(closeDatabase);

const sealer = createSealer('a session secret for tests, long enough');

function session(personId: string): Session {
  return { ...sampleSession({ tenantId: 'tenant', personId }), id: 's' };
}

/** A operation that a browser has gone to Entra with, and that browser's cookie. */
async function transaction() {
  const id = randomUUID();
  const [personId, state, cookie] = [randomUUID(), randomUUID(), randomUUID()];
  await operationStore.create({
    ...{
      id,
      personId,
      tenantId: 'tenant',
      sessionId: 's',
      personUpn: 'pat@contoso.example',
      kind: 'enable',
      connectorId: null,
    },
    ...{ displayMode: 'popup', input: null, scopes: ['Application.ReadWrite.All'] },
    expiresAt: new Date(Date.now() + 600_000),
  });
  const key = { id, tenantId: 'tenant', personId };
  const operation = await operationStore.find(key);
  if (!operation) throw new Error('the operation was not written');
  await authorizationStore.save(operation, {
    stateHash: hashSecret(state),
    cookieHash: hashSecret(cookie),
    sealedTransaction: operationSeal(sealer, operation, operation.sessionId).sealTransaction({
      nonce: 'n',
      codeVerifier: 'v',
    }),
    authorizationStep: 'portal',
  });
  const taken: string[] = [];
  const dependencies: CallbackDependencies = {
    authorizations: authorizationStore,
    sealer,
    portal: { authorityHost: 'https://login.invalid', tenantId: 'tenant', clientId: 'c', clientSecret: 's' },
    redirectUri: 'http://localhost:3000/consent/callback',
    now: Date.now,
    giveStartBack: () => Promise.resolve(),
    noteSignIn: () => Promise.resolve(),
    session: session(personId),
    takeCookie: (operationId) => {
      taken.push(operationId);
      return Promise.resolve(cookie);
    },
  };
  const declined = { state, code: null, error: 'access_denied', errorDescription: 'AADSTS65004: declined' };
  return { key, state, dependencies, declined, taken };
}

const forged = (reason: string) => ({ ok: false, error: { kind: 'forged', reason } });

describe('completeAuthorization', () => {
  it('refuses a callback without a state, or with one that nobody minted', async () => {
    const { dependencies, declined } = await transaction();
    expect(await completeAuthorization(dependencies, { ...declined, state: null })).toEqual(forged('stateMissing'));
    expect(await completeAuthorization(dependencies, { ...declined, state: 'evil' })).toEqual(forged('stateUnknown'));
  });

  it('refuses another session of the same person, however its browser got the cookie', async () => {
    const { dependencies, declined, key } = await transaction();
    const other = { ...dependencies, session: { ...session(key.personId), id: 'other' } };
    expect(await completeAuthorization(other, declined)).toEqual(forged('otherSession'));
    expect((await operationStore.find(key))?.state).toBe('waiting');
  });

  it('refuses another browser: its cookie is missing or of another transaction', async () => {
    const { dependencies, declined, key } = await transaction();
    const without = { ...dependencies, takeCookie: () => Promise.resolve(null) };
    expect(await completeAuthorization(without, declined)).toEqual(forged('cookie'));
    const other = { ...dependencies, takeCookie: () => Promise.resolve('other') };
    expect(await completeAuthorization(other, declined)).toEqual(forged('cookie'));
    expect((await operationStore.find(key))?.state).toBe('waiting');
  });

  it('refuses whoever is not signed in, or is somebody else', async () => {
    const { dependencies, declined } = await transaction();
    expect(await completeAuthorization({ ...dependencies, session: null }, declined)).toEqual(forged('session'));
    const stranger = { ...dependencies, session: session(randomUUID()) };
    expect(await completeAuthorization(stranger, declined)).toEqual(forged('person'));
  });

  it('refuses after ten minutes', async () => {
    const { dependencies, declined } = await transaction();
    const late = { ...dependencies, now: () => Date.now() + 601_000 };
    expect(await completeAuthorization(late, declined)).toEqual(forged('expired'));
  });

  it('takes a transaction once: a replay finds nothing', async () => {
    const { dependencies, declined, taken, key } = await transaction();
    const first = await completeAuthorization(dependencies, declined);
    expect(first).toMatchObject({ ok: true, value: { kind: 'problem', problem: { kind: 'declined', aadsts: 65004 } } });
    expect(await completeAuthorization(dependencies, declined)).toEqual(forged('stateUnknown'));
    expect(taken).toEqual([key.id]);
  });

  it('lets one of two simultaneous callbacks through', async () => {
    const { dependencies, declined } = await transaction();
    const both = await Promise.all([
      completeAuthorization(dependencies, declined),
      completeAuthorization(dependencies, declined),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('keeps waiting after a refusal, so that it can be tried again', async () => {
    const { dependencies, declined, key } = await transaction();
    await completeAuthorization(dependencies, declined);
    expect(await operationStore.find(key)).toMatchObject({ state: 'waiting', problem: { kind: 'declined' } });
  });

  it('makes nothing of an answer that is neither code nor error', async () => {
    const { dependencies, state } = await transaction();
    const empty = { state, code: null, error: null, errorDescription: null };
    expect(await completeAuthorization(dependencies, empty)).toMatchObject({
      ok: true,
      value: { problem: { kind: 'invalid' } },
    });
  });

  it('reports an Entra that cannot be reached as a problem, not as a crash', async () => {
    const { dependencies, state } = await transaction();
    const outcome = await completeAuthorization(dependencies, {
      state,
      code: 'code',
      error: null,
      errorDescription: null,
    });
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'problem', problem: { kind: 'unreachable' } } });
  });
});
