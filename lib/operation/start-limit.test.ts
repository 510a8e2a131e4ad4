import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { silentTrail } from '@/lib/audit/testing/silent-trail';
import { closeDatabase, database } from '@/lib/db/database';
import { entraClient } from '@/lib/entra/testing/scripted-entra';
import { consentAddressLimit, consentLimit } from '@/lib/rate-limit/rate-limit-store';
import { authorizeOperator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import { sampleSession } from '@/lib/session/testing/sample-session';
import { beginOperation } from './begin-operation';
import { operationStore } from './operation-store';
import { startLimit } from './start-limit';
import { comeBack } from './testing/returning-person';

beforeAll(() => database());
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const scopes = ['Application.ReadWrite.All'];

/** An operator who begins to renew secrets, and goes through with it or not. */
function renewing(address: string = randomUUID()) {
  const starts = startLimit(address);
  const { tenantId } = entraClient;
  const roles = [directoryRoles.globalAdministrator];
  const operator = authorizeOperator(sampleSession({ tenantId, personId: randomUUID(), roles }));
  if (!operator) throw new Error('a Global Administrator is no operator');
  const { session } = operator;
  const dependencies = { operations: operationStore, audit: silentTrail, now: Date.now, requestId: 'request', starts };
  const begin = async (id: string = randomUUID()) => {
    const plan = {
      ...{ id, connectorId: randomUUID(), input: null, scopes },
      displayMode: 'popup',
    } as const;
    const begun = await beginOperation(dependencies, operator, { ...plan, kind: 'new-secret' });
    return { begun: begun.ok ? 'begun' : begun.error.code, key: { id, tenantId, personId: session.personId } };
  };
  const finish = async ({ key }: Awaited<ReturnType<typeof begin>>) =>
    comeBack(key, { session, answer: { granted: scopes }, starts });
  return { begin, finish };
}

async function times<Value>(count: number, work: () => Promise<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (let done = 0; done < count; done += 1) values.push(await work());
  return values;
}

describe('startLimit', () => {
  it('refuses a flood of starts that nobody finishes', async () => {
    const { begin } = renewing();
    const outcomes = (await times(consentLimit.points + 1, begin)).map(({ begun }) => begun);
    expect(outcomes).toEqual([...Array.from({ length: consentLimit.points }, () => 'begun'), 'tooMany']);
  });

  it('refuses one address, and everybody together, before all of them, but never who hardly asked', async () => {
    const starts = startLimit('198.51.100.7');
    const count = async (people: number, from: typeof starts) => {
      let through = 0;
      for (let person = 0; person < people; person += 1) {
        const id = randomUUID();
        const waits = await times(consentLimit.points, () => from.count(id));
        through += waits.filter((wait) => wait === null).length;
      }
      return through;
    };
    expect(await count(5, starts)).toBe(consentAddressLimit.points);
    expect(await startLimit('198.51.100.8').count(randomUUID())).toBeNull();
  });

  it('lets sixty connectors be renewed one after the other', async () => {
    const { begin, finish } = renewing();
    const outcomes = await times(60, async () => {
      const start = await begin();
      await finish(start);
      return start.begun;
    });
    expect(outcomes).toEqual(Array.from({ length: 60 }, () => 'begun'));
  });

  it('counts a click and its double once', async () => {
    const { begin } = renewing();
    const outcomes = await times(consentLimit.points, async () => {
      const { key } = await begin();
      return (await begin(key.id)).begun;
    });
    expect(outcomes).not.toContain('tooMany');
    expect((await begin()).begun).toBe('tooMany');
  });
});
