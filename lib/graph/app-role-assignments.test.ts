import { describe, expect, it } from 'vitest';
import { grantAppRole, isAppRoleGranted, listAppRoles, revokeAppRole } from './app-role-assignments';
import { isReferenceNotReplicated } from './graph-error';
import { answer, noContent, refusal, scriptedGraph } from './testing/scripted-graph';

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
    ['another permission of the API', [{ id: 'a', resourceId, appRoleId: grant.principalId }], false],
    ['the same id of another API', [{ id: 'a', resourceId: grant.principalId, appRoleId }], false],
    ['the grant', [{ id: 'a', resourceId, appRoleId }], true],
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

describe('listAppRoles', () => {
  it('gives each grant with the id that it is removed by', async () => {
    const { resourceId, appRoleId } = grant;
    const { context } = scriptedGraph(
      answer({ value: [{ id: 'a-relation', resourceId, appRoleId, principalId: 'x' }] }),
    );
    expect(await listAppRoles(context, grant.principalId)).toEqual({
      ok: true,
      value: [{ id: 'a-relation', resourceId, appRoleId }],
    });
  });
});

describe('revokeAppRole', () => {
  const assignment = { id: 'a-relation', resourceId: grant.resourceId };

  it('removes on the side of the API', async () => {
    const { context, sent } = scriptedGraph(noContent);
    expect((await revokeAppRole(context, assignment)).ok).toBe(true);
    const path = `/servicePrincipals/${grant.resourceId}/appRoleAssignedTo/a-relation`;
    expect(sent).toMatchObject([{ method: 'DELETE', path }]);
  });

  it('tells one that is not found from one that may not be removed', async () => {
    const gone = scriptedGraph(refusal(404, 'Request_ResourceNotFound', 'does not exist'));
    expect(await revokeAppRole(gone.context, assignment)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
    const refused = scriptedGraph(refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges'));
    expect(await revokeAppRole(refused.context, assignment)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });
});
