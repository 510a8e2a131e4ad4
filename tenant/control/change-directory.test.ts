import { describe, expect, it } from 'vitest';
import { aadstsOf, claimsOf, firstPasswordOf, graphAs, obtainToken, postToken, textOf } from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

async function change({ browserApp }: TestTenant, ...changes: readonly object[]) {
  const answer = await browserApp.request(`${testOrigins.browser}/control/changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(changes),
  });
  return { status: answer.status, text: await answer.text() };
}

async function connector(tenant: TestTenant) {
  const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All');
  const created = await graph('POST /applications', {
    displayName: 'connector',
    uniqueName: 'siem-1',
    passwordCredentials: [{ endDateTime: '2027-03-01T00:00:00Z' }],
  });
  const appId = textOf(created.body.appId);
  const principal = await graph('POST /servicePrincipals', { appId });
  const api = await graph("GET /servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')");
  await graph(`POST /servicePrincipals/${textOf(api.body.id)}/appRoleAssignedTo`, {
    principalId: principal.body.id,
    resourceId: api.body.id,
    appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff',
  });
  const token = () =>
    postToken(tenant, {
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: firstPasswordOf(created).secret,
      scope: 'https://api.securitycenter.microsoft.com/.default',
    });
  return { graph, appId, token };
}

describe('a change by somebody else', () => {
  it.each([
    [[], 'expected array to have'],
    [[{ do: 'disable' }], 'application'],
    [[{ do: 'explode', application: 'siem-1' }], 'do'],
    [[{ do: 'disable', application: 'nobody' }], "no application 'nobody'"],
    [[{ do: 'removeRole', person: 'nobody', role: 'Security Reader' }], "no person 'nobody'"],
    [[{ do: 'removeRole', person: 'user', role: 'King' }], 'not a directory role'],
    [[{ do: 'addOwner', application: 'nobody', owner: 'user' }], "no application 'nobody'"],
    [[{ do: 'addPerson', person: 'user', like: 'security-admin' }], "There is a person 'user@"],
    [[{ do: 'addPerson', person: 'other', like: 'nobody' }], "There is no person 'nobody'"],
    [[{ do: 'addPerson', person: 'a@b', like: 'user' }], 'person'],
  ])('is refused when it makes no sense: %j', async (changes, words) => {
    const answer = await change(await createTestTenant(), ...changes);
    expect(answer.status).toBe(400);
    expect(answer.text.toLowerCase()).toContain(words.toLowerCase().slice(0, 12));
  });

  it.each([
    ['disable', 7000112],
    ['deactivate', 7000112],
    ['disableByMicrosoft', 7000112],
    ['delete', 700016],
    ['purge', 700016],
    ['deleteServicePrincipal', 7000229],
    ['removeSecrets', 7000215],
    ['expireSecrets', 7000222],
  ])('%s: the connector is told %i', async (what, number) => {
    const tenant = await createTestTenant();
    const { token } = await connector(tenant);
    expect((await token()).status).toBe(200);
    expect((await change(tenant, { do: what, application: 'siem-1' })).status).toBe(200);
    expect(aadstsOf(await token()).number).toBe(number);
  });

  it('enable and removeRoles: a token again, without the role', async () => {
    const tenant = await createTestTenant();
    const { token, appId } = await connector(tenant);
    await change(tenant, { do: 'disable', application: appId });
    await change(tenant, { do: 'enable', application: appId }, { do: 'removeRoles', application: appId });
    expect(claimsOf((await token()).body.access_token).roles).toBeUndefined();
  });

  it('delete keeps the name taken, purge frees it', async () => {
    const tenant = await createTestTenant();
    const { graph } = await connector(tenant);
    const again = () => graph('POST /applications', { displayName: 'again', uniqueName: 'siem-1' });
    await change(tenant, { do: 'delete', application: 'siem-1' });
    expect((await again()).status).toBe(400);
    await change(tenant, { do: 'purge', application: 'siem-1' });
    expect((await again()).status).toBe(201);
  });

  it('addPerson: a colleague who may do the same, and another who reads through the same group', async () => {
    const tenant = await createTestTenant();
    const added = await change(
      tenant,
      { do: 'addPerson', person: 'security-app-admin-7', like: 'security-app-admin@contoso.example' },
      { do: 'addPerson', person: 'security-reader-7', like: 'security-reader' },
    );
    expect(added.status).toBe(200);
    for (const alias of ['security-app-admin', 'security-reader']) {
      const old = claimsOf(await obtainToken(tenant, alias, 'User.Read'));
      const colleague = claimsOf(await obtainToken(tenant, `${alias}-7`, 'User.Read'));
      expect(colleague.wids).toEqual(old.wids);
      expect(colleague.oid).not.toBe(old.oid);
    }
    const graph = await graphAs(tenant, 'security-app-admin-7', 'Application.ReadWrite.All');
    const { body } = await graph('POST /applications', { displayName: 'one' });
    await change(tenant, { do: 'removeRole', person: 'security-app-admin-7', role: 'Application Administrator' });
    expect((await graph(`DELETE /applications/${textOf(body.id)}`)).status).toBe(403);
    expect(claimsOf(await obtainToken(tenant, 'security-app-admin', 'User.Read')).wids).toHaveLength(3);
  });

  it('a role that is taken away stops a person although the token says otherwise', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'security-app-admin', 'Application.ReadWrite.All');
    const { body } = await graph('POST /applications', { displayName: 'one' });
    await change(tenant, { do: 'removeRole', person: 'security-app-admin', role: 'Application Administrator' });
    expect((await graph(`DELETE /applications/${textOf(body.id)}`)).status).toBe(403);
    await change(tenant, { do: 'assignRole', person: 'security-app-admin', role: 'Application Administrator' });
    expect((await graph(`DELETE /applications/${textOf(body.id)}`)).status).toBe(204);
    expect(claimsOf(await obtainToken(tenant, 'security-app-admin', 'User.Read')).wids).toHaveLength(3);
  });
});
