import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '@/lib/seal/hash-secret';
import { closeDatabase, database } from '@/lib/db/database';
import { authorizeOperator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import { askAdministrator } from './ask-administrator';
import { findApproval } from './find-approval';
import { setUpTest, type TestContext } from './testing/approval-test-context';

beforeAll(database);
afterAll(closeDatabase);

describe('a link', () => {
  it.each([
    [
      'another tenant',
      (testContext: TestContext) => ({ ...testContext.administrator, tenantId: randomUUID() }),
      'unknown',
    ],
    [
      'an Application Administrator',
      (testContext: TestContext) => testContext.person(directoryRoles.applicationAdministrator),
      'role',
    ],
    [
      'a Security Administrator',
      (testContext: TestContext) => testContext.person(directoryRoles.securityAdministrator),
      'role',
    ],
    ['somebody without a role', (testContext: TestContext) => testContext.person(), 'role'],
  ] as const)('opens nothing for %s', async (_who, sessionOf, kind) => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    const opened = await findApproval(testContext.dependencies, sessionOf(testContext), hashSecret(token));
    expect(opened).toMatchObject({ ok: false, error: { kind } });
  });

  it.each(['', 'short', '../../etc/passwd', 'x'.repeat(43)])('is not guessed by %j', async (token) => {
    const testContext = await setUpTest();
    await testContext.ask();
    const opened = await findApproval(testContext.dependencies, testContext.administrator, hashSecret(token));
    expect(opened).toEqual({ ok: false, error: { kind: 'unknown' } });
  });

  it.each([directoryRoles.globalAdministrator, directoryRoles.privilegedRoleAdministrator])(
    'opens for role %s of the same tenant',
    async (held) => {
      const testContext = await setUpTest();
      const opened = await findApproval(
        testContext.dependencies,
        testContext.person(held),
        hashSecret(await testContext.ask()),
      );
      expect(opened).toMatchObject({ ok: true, value: { connector: { id: testContext.connector.id } } });
    },
  );

  it('is in no row and in no audit event', async () => {
    const testContext = await setUpTest();
    const token = await testContext.ask();
    const rows = await (await database()).prisma.approval.findMany({ where: { tenantId: testContext.tenantId } });
    expect(rows).toMatchObject([{ tokenHash: hashSecret(token) }]);
    expect(JSON.stringify([rows, testContext.audited])).not.toContain(token);
    const asked = { action: 'approval-ask', target: testContext.connector.id };
    expect(testContext.audited).toMatchObject([
      { ...asked, outcome: 'begun' },
      { ...asked, outcome: 'done' },
    ]);
  });

  it('is not made before there is something to grant to', async () => {
    const testContext = await setUpTest();
    const operator = authorizeOperator(testContext.administrator);
    if (!operator) throw new Error('the operator was refused');
    const early = { ...testContext.connector, servicePrincipalId: null };
    expect(await askAdministrator(testContext.asking, operator, early)).toBeNull();
    expect(await testContext.stateOf()).toBeNull();
  });
});
