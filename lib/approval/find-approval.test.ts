import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '@/lib/seal/hash-secret';
import { closeDatabase, database } from '@/lib/db/database';
import { admitOperator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import { askAdministrator } from './ask-administrator';
import { findApproval } from './find-approval';
import { stage, type Staged } from './testing/approval-stage';

beforeAll(database);
afterAll(closeDatabase);

describe('a link', () => {
  it.each([
    ['another tenant', (staged: Staged) => ({ ...staged.administrator, tenantId: randomUUID() }), 'unknown'],
    [
      'an Application Administrator',
      (staged: Staged) => staged.person(directoryRoles.applicationAdministrator),
      'role',
    ],
    ['a Security Administrator', (staged: Staged) => staged.person(directoryRoles.securityAdministrator), 'role'],
    ['somebody without a role', (staged: Staged) => staged.person(), 'role'],
  ] as const)('opens nothing for %s', async (_who, sessionOf, kind) => {
    const staged = await stage();
    const token = await staged.ask();
    const opened = await findApproval(staged.dependencies, sessionOf(staged), token);
    expect(opened).toMatchObject({ ok: false, error: { kind } });
  });

  it.each(['', 'short', '../../etc/passwd', 'x'.repeat(43)])('is not guessed by %j', async (token) => {
    const staged = await stage();
    await staged.ask();
    const opened = await findApproval(staged.dependencies, staged.administrator, token);
    expect(opened).toEqual({ ok: false, error: { kind: 'unknown' } });
  });

  it.each([directoryRoles.globalAdministrator, directoryRoles.privilegedRoleAdministrator])(
    'opens for role %s of the same tenant',
    async (held) => {
      const staged = await stage();
      const opened = await findApproval(staged.dependencies, staged.person(held), await staged.ask());
      expect(opened).toMatchObject({ ok: true, value: { connector: { id: staged.connector.id } } });
    },
  );

  it('is in no row and in no audit event', async () => {
    const staged = await stage();
    const token = await staged.ask();
    const rows = await (await database()).prisma.approval.findMany({ where: { tenantId: staged.tenantId } });
    expect(rows).toMatchObject([{ tokenHash: hashSecret(token) }]);
    expect(JSON.stringify([rows, staged.audited])).not.toContain(token);
    expect(staged.audited).toMatchObject([{ action: 'approval-ask', target: staged.connector.id }]);
  });

  it('is not made before there is something to grant to', async () => {
    const staged = await stage();
    const operator = admitOperator(staged.administrator);
    if (!operator) throw new Error('the operator was refused');
    const early = { ...staged.connector, servicePrincipalId: null };
    expect(await askAdministrator(staged.asking, operator, early)).toBeNull();
    expect(await staged.stateOf()).toBeNull();
  });
});
