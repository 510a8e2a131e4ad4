import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { plainProblem } from '@/lib/directory/step-problem';
import { operationKinds } from '@/lib/operations/operation-kind';
import type { Operation } from './operation';
import { authorizationStore } from './authorization-store';
import { leaseStore } from './lease-store';
import { operationStore } from './operation-store';
import { sampleOperation } from './testing/sample-operation';

beforeAll(() => database());
afterAll(closeDatabase);

const soon = () => new Date(Date.now() + 60_000);
const past = () => new Date(Date.now() - 60_000);
const transaction = () => ({
  ...{ stateHash: randomUUID(), cookieHash: randomUUID(), sealedTransaction: 'sealed' },
  authorizationStep: 'portal' as const,
});

async function created(given: Parameters<typeof sampleOperation>[0] = {}): Promise<Operation> {
  const operation = sampleOperation(given);
  await operationStore.create(operation);
  return read(operation);
}

async function read(operation: { id: string; tenantId: string; personId: string }): Promise<Operation> {
  const found = await operationStore.find(operation);
  if (!found) throw new Error('the operation is gone');
  return found;
}

/** Gone to Entra, and not yet back. */
async function away(): Promise<Operation> {
  const operation = await created();
  await authorizationStore.save(operation, { ...transaction(), sealedToken: 'sealed' });
  return read(operation);
}

/** At work, by a process that has not been heard of for a while. */
async function abandoned(): Promise<Operation> {
  const operation = await created();
  await authorizationStore.saveConsent(operation, 'sealed', soon());
  await leaseStore.acquire({ ...operation, connectorId: null }, new Date());
  await leaseStore.renew(operation, past());
  return read(operation);
}

async function consented(): Promise<Operation> {
  const operation = await created();
  await authorizationStore.saveConsent(operation, 'sealed', soon());
  return read(operation);
}

async function failed(): Promise<Operation> {
  const operation = await abandoned();
  await operationStore.end(operation, ['running'], failure);
  return read(operation);
}

async function rowOf({ id }: { id: string }) {
  const { prisma } = await database();
  return prisma.operation.findUniqueOrThrow({ where: { id } });
}

type Change = readonly [string, () => Promise<Operation>, (operation: Operation) => Promise<unknown>];
const problem = { kind: 'declined', aadsts: null, correlationId: null, at: new Date().toISOString() } as const;

const failure = {
  state: 'failed',
  outcome: { kind: 'failed', problem: plainProblem('forbidden'), appId: null },
  keepsToken: true,
} as const;

const acquire = async (operation: Operation) => (await leaseStore.acquire(operation, new Date())) === 'acquired';

const changes: readonly Change[] = [
  ['saveAuthorization', away, (operation) => authorizationStore.save(operation, transaction())],
  ['consumeAuthorization', away, (operation) => authorizationStore.consume(operation)],
  ['saveProblem', away, (operation) => authorizationStore.saveProblem(operation, problem)],
  ['saveDisplayMode', away, (operation) => operationStore.saveDisplayMode(operation, 'blocked')],
  ['saveConsent', away, (operation) => authorizationStore.saveConsent(operation, 'other', soon())],
  ['acquire', consented, (operation) => acquire(operation)],
  ['move', away, (operation) => operationStore.cancel(operation)],
  ['markRevealed', away, (operation) => operationStore.markRevealed(operation)],
  ['resume', failed, (operation) => operationStore.resume(operation)],
  ['turnBack', failed, (operation) => operationStore.turnBack(operation)],
  ['end', abandoned, (operation) => operationStore.end(operation, ['running'], failure)],
  ['renewLease', abandoned, (operation) => leaseStore.renew(operation, soon())],
  ['failAbandoned', abandoned, (operation) => leaseStore.failAbandoned(operation, new Date())],
];

describe('turnBack', () => {
  it.each(operationKinds.filter((kind) => kind !== 'enable'))('has nothing to take back of %s', async (kind) => {
    const operation = sampleOperation({ kind });
    await operationStore.create(operation);
    await authorizationStore.saveConsent(operation, 'sealed', soon());
    const before = await rowOf(operation);
    expect(await operationStore.turnBack(operation)).toBe(false);
    expect(await rowOf(operation)).toEqual(before);
  });
});

describe('a operation of somebody else', () => {
  it.each(changes)('is left as it is by %s', async (_name, prepare, change) => {
    const operation = await prepare();
    const before = await rowOf(operation);
    for (const stranger of [{ tenantId: randomUUID() }, { personId: randomUUID() }]) {
      expect(await change({ ...operation, ...stranger })).not.toBe(true);
      expect(await rowOf(operation)).toEqual(before);
    }
    expect(await change(operation)).not.toBe(false);
    expect(await rowOf(operation)).not.toEqual(before);
  });

  it('is not found, nor what it was granted', async () => {
    const operation = await away();
    for (const stranger of [{ tenantId: randomUUID() }, { personId: randomUUID() }, { id: randomUUID() }]) {
      expect(await operationStore.find({ ...operation, ...stranger })).toBeNull();
      expect(await authorizationStore.findSealedToken({ ...operation, ...stranger })).toBeNull();
    }
    expect(await authorizationStore.findSealedToken(operation)).toBe('sealed');
  });

  it('keeps its id: whoever brings the same changes nothing', async () => {
    const operation = await created();
    expect(await operationStore.create(sampleOperation({ id: operation.id }))).toBe(false);
    expect(await read(operation)).toEqual(operation);
  });
});

describe('of many at the same moment, one', () => {
  const attempts: readonly Change[] = [
    ['begins a transaction', away, (operation) => authorizationStore.save(operation, transaction())],
    ['takes the transaction', away, (operation) => authorizationStore.consume(operation)],
    ['moves the operation on', away, (operation) => operationStore.cancel(operation)],
    ['finds the work abandoned', abandoned, (operation) => leaseStore.failAbandoned(operation, new Date())],
  ];

  it.each(attempts)('%s', async (_name, prepare, attempt) => {
    const operation = await prepare();
    const won = await Promise.all(Array.from({ length: 8 }, () => attempt(operation)));
    expect(won.filter((result) => result === true)).toHaveLength(1);
  });

  it('creates the operation', async () => {
    const operation = sampleOperation();
    const won = await Promise.all(Array.from({ length: 8 }, () => operationStore.create(operation)));
    expect(won.filter(Boolean)).toHaveLength(1);
  });
});

describe('a transaction', () => {
  it('can no longer come back once the same operation has begun another, was cancelled, or was taken', async () => {
    const operation = await created();
    const [first, second] = [transaction(), transaction()];
    await authorizationStore.save(operation, first);
    await authorizationStore.save(await read(operation), second);
    expect(await authorizationStore.findByState(first.stateHash)).toBeNull();
    expect(await authorizationStore.findByState(second.stateHash)).toMatchObject({ cookieHash: second.cookieHash });
    await operationStore.cancel(operation);
    expect(await authorizationStore.findByState(second.stateHash)).toBeNull();
    expect(await authorizationStore.save(await read(operation), transaction())).toBe(false);
  });

  it('is worth nothing when it comes back to a operation that was cancelled meanwhile', async () => {
    const operation = await away();
    await authorizationStore.consume(operation);
    await operationStore.cancel(operation);
    await authorizationStore.saveConsent(operation, 'sealed', soon());
    expect(await read(operation)).toMatchObject({ state: 'cancelled' });
    expect(await authorizationStore.findSealedToken(operation)).toBeNull();
  });
});

describe('work', () => {
  it('is not abandoned while its process keeps the lease', async () => {
    const operation = await abandoned();
    await leaseStore.renew(operation, soon());
    expect(await leaseStore.failAbandoned(operation, new Date())).toBe(false);
  });

  it('shows on its connector while its lease lasts, and in its tenant only', async () => {
    const operation = await abandoned();
    const connectorId = randomUUID();
    const { prisma } = await database();
    await prisma.operation.update({ where: { id: operation.id }, data: { connectorId } });
    expect(await leaseStore.isHeld(operation.tenantId, connectorId, new Date())).toBe(false);
    await leaseStore.renew(operation, soon());
    expect(await leaseStore.isHeld(operation.tenantId, connectorId, new Date())).toBe(true);
    expect(await leaseStore.isHeld(randomUUID(), connectorId, new Date())).toBe(false);
  });

  it('takes what was granted with it when it is done', async () => {
    const operation = await abandoned();
    await operationStore.end(operation, ['running'], {
      state: 'done',
      outcome: { kind: 'tokens', leftKeyId: null },
      keepsToken: false,
    });
    expect(await authorizationStore.findSealedToken(operation)).toBeNull();
  });
});

describe('removeEnded', () => {
  it('forgets grants whose time is over, also of a transaction that stopped between its two legs', async () => {
    const [ended, running] = [await created(), await created()];
    await authorizationStore.saveConsent(ended, 'sealed', past());
    await authorizationStore.saveConsent(running, 'sealed', soon());
    const stopped = await created({ expiresAt: past() });
    await authorizationStore.save(stopped, { ...transaction(), authorizationStep: 'connector', sealedToken: 'sealed' });
    await operationStore.removeEnded(new Date());
    expect(await authorizationStore.findSealedToken(ended)).toBeNull();
    expect(await authorizationStore.findSealedToken(stopped)).toBeNull();
    expect(await authorizationStore.findSealedToken(running)).toBe('sealed');
  });

  it('removes operations of yesterday, and none of today', async () => {
    const yesterday = await created({ expiresAt: new Date(Date.now() - 86_460_000) });
    const today = await created({ expiresAt: past() });
    await operationStore.removeEnded(new Date());
    expect(await operationStore.find(yesterday)).toBeNull();
    expect(await operationStore.find(today)).not.toBeNull();
  });
});
