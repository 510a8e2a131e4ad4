import { describe, expect, it } from 'vitest';
import { grantAppRole, isAppRoleGranted } from './app-role-assignments';
import { isReferenceNotReplicated } from './graph-error';
import { answer, refusal, scriptedGraph } from './testing/scripted-graph';

const grant = {
  principalId: '44444444-aaaa-4bbb-8ccc-000000000004',
  resourceId: '66666666-aaaa-4bbb-8ccc-000000000006',
  appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff',
};

describe('grantAppRole', () => {
  it('grants on the side of the API', async () => {
    const { context, sent } = scriptedGraph(answer({ id: 'a-relation' }, 201));
    expect(await grantAppRole(context, grant)).toEqual({ ok: true, value: undefined });
    const path = `/servicePrincipals/${grant.resourceId}/appRoleAssignedTo`;
    expect(sent).toMatchObject([{ method: 'POST', path, body: grant }]);
  });

  it.each(['Permission being assigned already exists on the object', 'EntitlementGrant entry already exists.'])(
    'counts "%s" as granted',
    async (words) => {
      const { context } = scriptedGraph(refusal(400, 'Request_BadRequest', words));
      expect((await grantAppRole(context, grant)).ok).toBe(true);
    },
  );

  it.each([
    [400, 'Not a valid reference update.', true],
    [404, 'Resource does not exist.', true],
    [400, 'Permission being assigned was not found on application', false],
    [403, 'Insufficient privileges to complete the operation.', false],
  ])('tells by status %i and words whether an object is only not known yet', async (status, words, isNew) => {
    const { context } = scriptedGraph(refusal(status, 'Some_Code', words));
    const refused = await grantAppRole(context, grant);
    expect(!refused.ok && isReferenceNotReplicated(refused.error)).toBe(isNew);
  });
});

describe('isAppRoleGranted', () => {
  const { resourceId, appRoleId } = grant;

  it.each([
    ['nothing', [], false],
    ['another permission of the API', [{ resourceId, appRoleId: grant.principalId }], false],
    ['the same id of another API', [{ resourceId: grant.principalId, appRoleId }], false],
    ['the grant', [{ resourceId, appRoleId }], true],
  ])('looks for the very grant: %s', async (_what, value, granted) => {
    const { context, sent } = scriptedGraph(answer({ value }));
    expect(await isAppRoleGranted(context, grant)).toEqual({ ok: true, value: granted });
    expect(sent).toMatchObject([{ method: 'GET', path: `/servicePrincipals/${grant.principalId}/appRoleAssignments` }]);
  });

  it('does not take a refusal for an answer', async () => {
    const { context } = scriptedGraph(refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges'));
    expect(await isAppRoleGranted(context, grant)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });
});
