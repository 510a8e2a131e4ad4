import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import type { ConsentFlow } from './consent';
import { consentStore } from './consent-store';
import { flowNotesStore } from './flow-notes-store';
import { isWorkedOn } from './live-work-store';
import { sampleFlow } from './testing/sample-flow';

beforeAll(() => database());
afterAll(closeDatabase);

const soon = () => new Date(Date.now() + 60_000);
const past = () => new Date(Date.now() - 60_000);
const passage = () => ({
  ...{ stateHash: randomUUID(), cookieHash: randomUUID(), sealedPassage: 'sealed' },
  leg: 'portal' as const,
});

async function created(given: Parameters<typeof sampleFlow>[0] = {}): Promise<ConsentFlow> {
  const flow = sampleFlow(given);
  await consentStore.create(flow);
  return read(flow);
}

async function read(flow: { id: string; tenantId: string; personId: string }): Promise<ConsentFlow> {
  const found = await consentStore.find(flow);
  if (!found) throw new Error('the flow is gone');
  return found;
}

/** Gone to Entra, and not yet back. */
async function away(): Promise<ConsentFlow> {
  const flow = await created();
  await consentStore.savePassage(flow, { ...passage(), sealedGrant: 'sealed' });
  return read(flow);
}

/** At work, by a process that has not been heard of for a while. */
async function abandoned(): Promise<ConsentFlow> {
  const flow = await created();
  await consentStore.saveConsent(flow, 'sealed', soon());
  await consentStore.move(flow, ['consented'], 'running');
  await consentStore.renewLease(flow, past());
  return read(flow);
}

async function rowOf({ id }: { id: string }) {
  const { prisma } = await database();
  return prisma.consentFlow.findUniqueOrThrow({ where: { id } });
}

type Change = readonly [string, () => Promise<ConsentFlow>, (flow: ConsentFlow) => Promise<unknown>];
const problem = { kind: 'declined', aadsts: null, correlationId: null, at: new Date().toISOString() } as const;

const wait = { kind: 'wait', reason: 'throttled', attempt: 1, since: 0, until: 1, deadline: null } as const;
const leftovers = [{ what: 'application', objectId: randomUUID(), why: 'forbidden' }] as const;

const changes: readonly Change[] = [
  ['savePassage', away, (flow) => consentStore.savePassage(flow, passage())],
  ['consumePassage', away, (flow) => consentStore.consumePassage(flow)],
  ['saveProblem', away, (flow) => consentStore.saveProblem(flow, problem)],
  ['saveSurface', away, (flow) => consentStore.saveSurface(flow, 'blocked')],
  ['saveLeftovers', away, (flow) => flowNotesStore.saveLeftovers(flow, leftovers)],
  ['saveConsent', away, (flow) => consentStore.saveConsent(flow, 'other', soon())],
  ['startWork', away, (flow) => consentStore.startWork({ ...flow, connectorId: null }, ['waiting'], new Date())],
  ['move', away, (flow) => consentStore.move(flow, ['waiting'], 'cancelled')],
  ['saveWait', abandoned, (flow) => flowNotesStore.saveWait(flow, wait)],
  ['renewLease', abandoned, (flow) => consentStore.renewLease(flow, soon())],
  ['failAbandoned', abandoned, (flow) => consentStore.failAbandoned(flow, new Date())],
];

describe('a flow of somebody else', () => {
  it.each(changes)('is left as it is by %s', async (_name, prepare, change) => {
    const flow = await prepare();
    const before = await rowOf(flow);
    for (const stranger of [{ tenantId: randomUUID() }, { personId: randomUUID() }]) {
      expect(await change({ ...flow, ...stranger })).not.toBe(true);
      expect(await rowOf(flow)).toEqual(before);
    }
    expect(await change(flow)).not.toBe(false);
    expect(await rowOf(flow)).not.toEqual(before);
  });

  it('is not found, nor what it was granted', async () => {
    const flow = await away();
    for (const stranger of [{ tenantId: randomUUID() }, { personId: randomUUID() }, { id: randomUUID() }]) {
      expect(await consentStore.find({ ...flow, ...stranger })).toBeNull();
      expect(await consentStore.findSealedGrant({ ...flow, ...stranger })).toBeNull();
    }
    expect(await consentStore.findSealedGrant(flow)).toBe('sealed');
  });

  it('keeps its id: whoever brings the same changes nothing', async () => {
    const flow = await created();
    expect(await consentStore.create(sampleFlow({ id: flow.id }))).toBe(false);
    expect(await read(flow)).toEqual(flow);
  });
});

describe('of many at the same moment, one', () => {
  const attempts: readonly Change[] = [
    ['begins a passage', away, (flow) => consentStore.savePassage(flow, passage())],
    ['takes the passage', away, (flow) => consentStore.consumePassage(flow)],
    ['moves the flow on', away, (flow) => consentStore.move(flow, ['waiting'], 'cancelled')],
    ['finds the work abandoned', abandoned, (flow) => consentStore.failAbandoned(flow, new Date())],
  ];

  it.each(attempts)('%s', async (_name, prepare, attempt) => {
    const flow = await prepare();
    const won = await Promise.all(Array.from({ length: 8 }, () => attempt(flow)));
    expect(won.filter((result) => result === true)).toHaveLength(1);
  });

  it('creates the flow', async () => {
    const flow = sampleFlow();
    const won = await Promise.all(Array.from({ length: 8 }, () => consentStore.create(flow)));
    expect(won.filter(Boolean)).toHaveLength(1);
  });
});

describe('a passage', () => {
  it('can no longer come back once the same flow has begun another, was cancelled, or was taken', async () => {
    const flow = await created();
    const [first, second] = [passage(), passage()];
    await consentStore.savePassage(flow, first);
    await consentStore.savePassage(await read(flow), second);
    expect(await consentStore.findByState(first.stateHash)).toBeNull();
    expect(await consentStore.findByState(second.stateHash)).toMatchObject({ cookieHash: second.cookieHash });
    await consentStore.move(flow, ['waiting'], 'cancelled');
    expect(await consentStore.findByState(second.stateHash)).toBeNull();
    expect(await consentStore.savePassage(await read(flow), passage())).toBe(false);
  });

  it('is worth nothing when it comes back to a flow that was cancelled meanwhile', async () => {
    const flow = await away();
    await consentStore.consumePassage(flow);
    await consentStore.move(flow, ['waiting'], 'cancelled');
    await consentStore.saveConsent(flow, 'sealed', soon());
    expect(await read(flow)).toMatchObject({ state: 'cancelled' });
    expect(await consentStore.findSealedGrant(flow)).toBeNull();
  });
});

describe('work', () => {
  it('is not abandoned while its process keeps the lease', async () => {
    const flow = await abandoned();
    await consentStore.renewLease(flow, soon());
    expect(await consentStore.failAbandoned(flow, new Date())).toBe(false);
  });

  it('shows on its connector while its lease lasts, and in its tenant only', async () => {
    const flow = await abandoned();
    const connectorId = randomUUID();
    const { prisma } = await database();
    await prisma.consentFlow.update({ where: { id: flow.id }, data: { connectorId } });
    expect(await isWorkedOn(flow.tenantId, connectorId, new Date())).toBe(false);
    await consentStore.renewLease(flow, soon());
    expect(await isWorkedOn(flow.tenantId, connectorId, new Date())).toBe(true);
    expect(await isWorkedOn(randomUUID(), connectorId, new Date())).toBe(false);
  });

  it('takes what was granted with it when it is done', async () => {
    const flow = await abandoned();
    await consentStore.move(flow, ['running'], 'done');
    expect(await consentStore.findSealedGrant(flow)).toBeNull();
  });
});

describe('removeEnded', () => {
  it('forgets grants whose time is over, also of a passage that stopped between its two legs', async () => {
    const [ended, running] = [await created(), await created()];
    await consentStore.saveConsent(ended, 'sealed', past());
    await consentStore.saveConsent(running, 'sealed', soon());
    const stopped = await created({ expiresAt: past() });
    await consentStore.savePassage(stopped, { ...passage(), leg: 'connector', sealedGrant: 'sealed' });
    await consentStore.removeEnded(new Date());
    expect(await consentStore.findSealedGrant(ended)).toBeNull();
    expect(await consentStore.findSealedGrant(stopped)).toBeNull();
    expect(await consentStore.findSealedGrant(running)).toBe('sealed');
  });

  it('removes flows of yesterday, and none of today', async () => {
    const yesterday = await created({ expiresAt: new Date(Date.now() - 86_460_000) });
    const today = await created({ expiresAt: past() });
    await consentStore.removeEnded(new Date());
    expect(await consentStore.find(yesterday)).toBeNull();
    expect(await consentStore.find(today)).not.toBeNull();
  });
});
