import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { closeDatabase } from '@/lib/db/database';
import { createSealer } from '@/lib/seal/seal';
import type { Session } from '@/lib/session/session';
import { type CallbackDependencies, completeConsent } from './complete-consent';
import { PASSAGE_PURPOSE } from './consent';
import { hashSecret } from './consent-secrets';
import { consentStore } from './consent-store';

afterAll(closeDatabase);

const sealer = createSealer('a session secret for tests, long enough');

function session(personId: string): Session {
  return {
    ...{ id: 's', tenantId: 'tenant', personId, personName: 'Pat', personUpn: 'pat@contoso.example' },
    ...{ tenantName: null, tenantDomain: null, roles: [], rolesReadAt: new Date(), scopes: [] },
    ...{ findings: null, expiresAt: new Date() },
  };
}

/** A flow that a browser has gone to Entra with, and that browser's cookie. */
async function passage() {
  const id = randomUUID();
  const [personId, state, cookie] = [randomUUID(), randomUUID(), randomUUID()];
  await consentStore.create({
    ...{ id, personId, tenantId: 'tenant', personUpn: 'pat@contoso.example', purpose: 'enable', connectorId: null },
    ...{ surface: 'popup', input: null, scopes: ['Application.ReadWrite.All'] },
    expiresAt: new Date(Date.now() + 600_000),
  });
  const key = { id, tenantId: 'tenant', personId };
  const flow = await consentStore.find(key);
  if (!flow) throw new Error('the flow was not written');
  await consentStore.savePassage(flow, {
    stateHash: hashSecret(state),
    cookieHash: hashSecret(cookie),
    sealedPassage: sealer.seal(PASSAGE_PURPOSE, JSON.stringify({ nonce: 'n', codeVerifier: 'v' })),
    leg: 'portal',
  });
  const taken: string[] = [];
  const dependencies: CallbackDependencies = {
    flows: consentStore,
    sealer,
    portal: { authorityHost: 'https://login.invalid', tenantId: 'tenant', clientId: 'c', clientSecret: 's' },
    redirectUri: 'http://localhost:3000/consent/callback',
    now: Date.now,
    giveStartBack: () => Promise.resolve(),
    session: session(personId),
    takeCookie: (flowId) => {
      taken.push(flowId);
      return Promise.resolve(cookie);
    },
  };
  const declined = { state, code: null, error: 'access_denied', errorDescription: 'AADSTS65004: declined' };
  return { key, state, dependencies, declined, taken };
}

const forged = (reason: string) => ({ ok: false, error: { kind: 'forged', reason } });

describe('completeConsent', () => {
  it('refuses a callback without a state, or with one that nobody minted', async () => {
    const { dependencies, declined } = await passage();
    expect(await completeConsent(dependencies, { ...declined, state: null })).toEqual(forged('stateMissing'));
    expect(await completeConsent(dependencies, { ...declined, state: 'evil' })).toEqual(forged('stateUnknown'));
  });

  it('refuses another browser: its cookie is missing or of another passage', async () => {
    const { dependencies, declined, key } = await passage();
    const without = { ...dependencies, takeCookie: () => Promise.resolve(null) };
    expect(await completeConsent(without, declined)).toEqual(forged('cookie'));
    const other = { ...dependencies, takeCookie: () => Promise.resolve('other') };
    expect(await completeConsent(other, declined)).toEqual(forged('cookie'));
    expect((await consentStore.find(key))?.state).toBe('waiting');
  });

  it('refuses whoever is not signed in, or is somebody else', async () => {
    const { dependencies, declined } = await passage();
    expect(await completeConsent({ ...dependencies, session: null }, declined)).toEqual(forged('session'));
    const stranger = { ...dependencies, session: session(randomUUID()) };
    expect(await completeConsent(stranger, declined)).toEqual(forged('person'));
  });

  it('refuses after ten minutes', async () => {
    const { dependencies, declined } = await passage();
    const late = { ...dependencies, now: () => Date.now() + 601_000 };
    expect(await completeConsent(late, declined)).toEqual(forged('expired'));
  });

  it('takes a passage once: a replay finds nothing', async () => {
    const { dependencies, declined, taken, key } = await passage();
    const first = await completeConsent(dependencies, declined);
    expect(first).toMatchObject({ ok: true, value: { kind: 'problem', problem: { kind: 'declined', aadsts: 65004 } } });
    expect(await completeConsent(dependencies, declined)).toEqual(forged('stateUnknown'));
    expect(taken).toEqual([key.id]);
  });

  it('lets one of two simultaneous callbacks through', async () => {
    const { dependencies, declined } = await passage();
    const both = await Promise.all([completeConsent(dependencies, declined), completeConsent(dependencies, declined)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('keeps waiting after a refusal, so that it can be tried again', async () => {
    const { dependencies, declined, key } = await passage();
    await completeConsent(dependencies, declined);
    expect(await consentStore.find(key)).toMatchObject({ state: 'waiting', problem: { kind: 'declined' } });
  });

  it('makes nothing of an answer that is neither code nor error', async () => {
    const { dependencies, state } = await passage();
    const empty = { state, code: null, error: null, errorDescription: null };
    expect(await completeConsent(dependencies, empty)).toMatchObject({
      ok: true,
      value: { problem: { kind: 'invalid' } },
    });
  });

  it('reports an Entra that cannot be reached as a problem, not as a crash', async () => {
    const { dependencies, state } = await passage();
    const outcome = await completeConsent(dependencies, { state, code: 'code', error: null, errorDescription: null });
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'problem', problem: { kind: 'unreachable' } } });
  });
});
