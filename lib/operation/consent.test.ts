import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ElevatedToken } from '@/lib/operations/elevated-token';
import { type OperationKind, operationKinds } from '@/lib/operations/operation-kind';
import { createSealer } from '@/lib/seal/seal';
import { type Consent, findConsent } from './consent';
import { operationSeal } from './operation-seal';
import type { Operation } from './operation';
import { storedOperation } from './testing/sample-operation';

const sealer = createSealer('a session secret for tests, long enough');
const other = createSealer('the secret of another portal, long too');
const elevatedToken = (milliseconds = 120_000): ElevatedToken => ({
  ...{ accessToken: 'elevated', connector: null, expiresAt: Date.now() + milliseconds },
});

function find(operation: Operation, sealed: string | null, session = { id: operation.sessionId ?? '' }) {
  return findConsent(
    { authorizations: { findSealedToken: () => Promise.resolve(sealed) }, sealer },
    operation,
    session,
  );
}

/** What a person consented to on a connector, and what the row keeps of it. */
function consented(kind: OperationKind, given: Partial<Operation> = {}) {
  const operation = storedOperation({ kind, connectorId: randomUUID(), state: 'consented', ...given });
  return { operation, sealed: operationSeal(sealer, operation, operation.sessionId).sealToken(elevatedToken()) };
}

const kindOf = (consent: Consent | null) => consent?.definition.kind ?? null;

describe('findConsent', () => {
  it.each(operationKinds)('lets consent to %s begin that and nothing else', async (kind) => {
    const { operation, sealed } = consented(kind);
    const begun = await Promise.all(
      operationKinds.map(async (asked) => kindOf(await find({ ...operation, kind: asked }, sealed))),
    );
    expect(begun).toEqual(operationKinds.map((asked) => (asked === kind ? kind : null)));
  });

  it.each(operationKinds)('takes back after consent to %s only what set-up made', async (kind) => {
    const { operation, sealed } = consented(kind);
    expect(kindOf(await find({ ...operation, undoing: true }, sealed))).toBe(kind === 'enable' ? 'undo' : null);
  });

  it('takes back no application that was adopted', async () => {
    const input = {
      ...{ name: 'QRadar', api: 'defender-alerts', region: 'eu', detections: false, siemType: 'qradar' },
      ...{ secretDays: 90, applicationId: randomUUID() },
    };
    const { operation, sealed } = consented('enable', { input });
    expect(kindOf(await find(operation, sealed))).toBe('enable');
    expect(kindOf(await find({ ...operation, undoing: true }, sealed))).toBeNull();
  });

  it.each([
    ['another connector', { connectorId: randomUUID() }],
    ['no connector', { connectorId: null }],
    ['another row', { id: randomUUID() }],
    ['another input', { input: { secretId: randomUUID() } }],
    ['more scopes', { scopes: ['Application.ReadWrite.All', 'RoleManagement.ReadWrite.Directory'] }],
    ['another person', { personId: randomUUID() }],
    ['another tenant', { tenantId: randomUUID() }],
    ['a later end', { expiresAt: new Date(Date.now() + 86_400_000) }],
  ] as const)('opens nothing for %s', async (_what, changed) => {
    const { operation, sealed } = consented('remove-secret', { input: { secretId: randomUUID() } });
    expect(kindOf(await find(operation, sealed))).toBe('remove-secret');
    expect(await find({ ...operation, ...changed }, sealed)).toBeNull();
  });

  it('opens nothing in another session, whatever the row says', async () => {
    const { operation, sealed } = consented('verify');
    const session = { id: randomUUID() };
    expect(await find(operation, sealed, session)).toBeNull();
    expect(await find({ ...operation, sessionId: session.id }, sealed, session)).toBeNull();
    expect(await find({ ...operation, sessionId: null }, sealed, { id: '' })).toBeNull();
  });

  it('opens nothing of another portal, of another use, of an earlier release, or that is about to end', async () => {
    const { operation } = consented('verify');
    const { sessionId } = operation;
    const clear = JSON.stringify(elevatedToken());
    const { sealTransaction, sealToken } = operationSeal(sealer, operation, sessionId);
    for (const sealed of [
      null,
      operationSeal(other, operation, sessionId).sealToken(elevatedToken()),
      sealTransaction({ nonce: 'n', codeVerifier: 'v', ...elevatedToken() }),
      sealer.seal('consent-grant', clear),
      sealToken(elevatedToken(20_000)),
    ]) {
      expect(await find(operation, sealed)).toBeNull();
    }
  });

  it('outlives that a set-up made its connector', async () => {
    const { operation, sealed } = consented('enable', { connectorId: null, input: { name: 'QRadar' } });
    expect(kindOf(await find({ ...operation, connectorId: randomUUID() }, sealed))).toBe('enable');
  });
});
