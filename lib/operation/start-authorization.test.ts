import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationKind } from '@/lib/operations/operation-kind';
import { closeDatabase, database } from '@/lib/db/database';
import { createSealer } from '@/lib/seal/seal';
import { operationSeal } from './operation-seal';
import type { Operation } from './operation';
import { hashSecret, matchesHash } from '@/lib/seal/hash-secret';
import { authorizationStore } from './authorization-store';
import { operationStore } from './operation-store';
import { type AuthorizationDependencies, openConnectorSignIn, startAuthorization } from './start-authorization';
import { sampleOperation } from './testing/sample-operation';

beforeAll(() => database());
afterAll(closeDatabase);

const sealer = createSealer('a session secret for tests, long enough');
const tenantId = '11111111-2222-4333-8444-555555555555';
const dependencies: AuthorizationDependencies = {
  ...{
    authorizations: authorizationStore,
    sealer,
    now: Date.now,
    redirectUri: 'http://localhost:3000/consent/callback',
  },
  // msal knows Microsoft's own host without asking.
  portal: { authorityHost: 'https://login.microsoftonline.com', tenantId, clientId: 'portal', clientSecret: 'hunter2' },
};

async function waiting(kind: OperationKind = 'enable'): Promise<Operation> {
  const operation = sampleOperation({ kind });
  await operationStore.create(operation);
  return read(operation);
}

async function read(operation: { id: string; tenantId: string; personId: string }): Promise<Operation> {
  const found = await operationStore.find(operation);
  if (!found) throw new Error('the operation is gone');
  return found;
}

async function opened(opening: ReturnType<typeof startAuthorization>) {
  const result = await opening;
  if (!result.ok) throw new Error(result.error.kind);
  return { cookie: result.value.cookie, query: new URL(result.value.url).searchParams, url: result.value.url };
}

const closed = { ok: false, error: { kind: 'closed' } };

describe('startAuthorization', () => {
  it('refuses a operation that was cancelled or whose ten minutes are over', async () => {
    const operation = await waiting();
    const late = { ...dependencies, now: () => operation.expiresAt.getTime() };
    expect(await startAuthorization(late, operation, { displayMode: 'popup', authenticatedAt: new Date() })).toEqual(
      closed,
    );
    await operationStore.cancel(operation);
    expect(
      await startAuthorization(dependencies, await read(operation), {
        displayMode: 'popup',
        authenticatedAt: new Date(),
      }),
    ).toEqual(closed);
    // As a request that read the operation before it was cancelled.
    expect(
      await startAuthorization(dependencies, operation, { displayMode: 'popup', authenticatedAt: new Date() }),
    ).toEqual(closed);
  });

  it.each([
    ['anew before a secret is shown, when they were given too long ago', 'new-secret', 11, 'login'],
    ['anew when nobody can tell when they were given', 'remove-secret', null, 'login'],
    ['not again, when they were given just now', 'new-secret', 9, 'select_account'],
    ['not again, for what shows and removes nothing', 'verify', null, 'select_account'],
  ] as const)('has Entra ask for credentials %s', async (...[, kind, minutes, prompt]) => {
    const authenticatedAt = minutes === null ? null : new Date(Date.now() - minutes * 60_000);
    const began = startAuthorization(dependencies, await waiting(kind), { displayMode: 'popup', authenticatedAt });
    expect((await opened(began)).query.get('prompt')).toBe(prompt);
  });

  it('lets one of two windows that open at the same moment go on', async () => {
    const operation = await waiting();
    const both = await Promise.all([
      startAuthorization(dependencies, operation, { displayMode: 'popup', authenticatedAt: new Date() }),
      startAuthorization(dependencies, operation, { displayMode: 'tab', authenticatedAt: new Date() }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('tells that Entra cannot be reached', async () => {
    const portal = { ...dependencies.portal, authorityHost: 'https://login.invalid' };
    const outcome = await startAuthorization({ ...dependencies, portal }, await waiting(), {
      displayMode: 'popup',
      authenticatedAt: new Date(),
    });
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'entra', problem: { kind: 'unreachable' } } });
  });

  it('asks for the operation’s scopes with PKCE, state and nonce, and shows no secret', async () => {
    const { query, url } = await opened(
      startAuthorization(dependencies, await waiting(), { displayMode: 'popup', authenticatedAt: new Date() }),
    );
    expect(query.get('scope')?.split(' ')).toContain('Application.ReadWrite.All');
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('redirect_uri')).toBe(dependencies.redirectUri);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)).toMatch(/^.{30,}$/);
    expect(url).not.toContain('hunter2');
  });

  it('keeps of the transaction what recognises it, and nothing that can be used', async () => {
    const operation = await waiting();
    const { query, cookie } = await opened(
      startAuthorization(dependencies, operation, { displayMode: 'tab', authenticatedAt: new Date() }),
    );
    const returned = await authorizationStore.findByState(hashSecret(query.get('state') ?? ''));
    expect(matchesHash(cookie, returned?.cookieHash ?? '')).toBe(true);
    const sealed = returned?.sealedTransaction ?? '';
    const transaction = operationSeal(sealer, operation, operation.sessionId).openTransaction(sealed);
    if (!transaction) throw new Error('the transaction does not open');
    expect(transaction.nonce).toBe(query.get('nonce'));
    const others = createSealer('the secret of another portal, long too');
    expect(operationSeal(others, operation, operation.sessionId).openTransaction(sealed)).toBeNull();
    const { prisma } = await database();
    const row = JSON.stringify(await prisma.operation.findUnique({ where: { id: operation.id } }));
    for (const secret of [query.get('state'), cookie, transaction.nonce, transaction.codeVerifier]) {
      expect(row).not.toContain(secret);
    }
  });
});

describe('openConnectorSignIn', () => {
  it('carries the first authorizationStep’s token, sealed, and offers the same person', async () => {
    const operation = await waiting();
    const elevatedToken = { accessToken: 'elevated-hunter2', expiresAt: Date.now() + 3_600_000, connector: null };
    const { authorityHost } = dependencies.portal;
    const application = { authorityHost, tenantId, clientId: 'connector' };
    const opening = openConnectorSignIn(dependencies, operation, { application, scopes: ['openid'], elevatedToken });
    const { query } = await opened(opening);
    expect(query.get('client_id')).toBe('connector');
    expect(query.get('login_hint')).toBe(operation.personUpn);
    const sealed = (await authorizationStore.findSealedToken(operation)) ?? '';
    expect(sealed).not.toContain('hunter2');
    expect(operationSeal(sealer, operation, operation.sessionId).openToken(sealed)).toEqual(elevatedToken);
    expect(await read(operation)).toMatchObject({ authorizationStep: 'connector', displayMode: 'popup' });
  });
});
