import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { firstPasswordOf, graphAs, postToken, refusalOf, rowsOf, textOf } from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const writing = 'User.Read Application.ReadWrite.All';
const certificate = {
  ...{ type: 'AsymmetricX509Cert', usage: 'Verify', key: 'MIIB', displayName: 'a'.repeat(100) },
  ...{ startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2036-01-01T00:00:00Z' },
};
const endDateTime = '2027-03-01T00:00:00Z';
const federated = {
  name: 'pipeline',
  issuer: 'https://issuer.example',
  subject: 'repo:a/b',
  audiences: ['api://AzureADTokenExchange'],
};

/** Somebody who may register applications, with an application and a service principal of their own. */
async function register(tenant: TestTenant, body: Readonly<Record<string, unknown>> = {}) {
  await tenant.set({ portalConsent: writing.split(' ') });
  await tenant.browserApp.request(`${testOrigins.browser}/control/changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ do: 'assignRole', person: 'user', role: 'Application Developer' }]),
  });
  const graph = await graphAs(tenant, 'user', writing);
  const made = await graph('POST /applications', { displayName: 'mine', ...body });
  const application = `/applications/${textOf(made.body.id)}`;
  const principal = await graph('POST /servicePrincipals', { appId: made.body.appId });
  return { graph, made, application, principal: `/servicePrincipals/${textOf(principal.body.id)}` };
}

describe('who registers an application', () => {
  it('owns it and its service principal, and an administrator takes both away', async () => {
    const tenant = await createTestTenant();
    const { graph, application, principal } = await register(tenant);
    const administrator = await graphAs(tenant, 'global-admin', writing);
    for (const object of [application, principal]) {
      const [owner] = rowsOf(await administrator(`GET ${object}/owners`));
      const removal = `DELETE ${object}/owners/${textOf(owner?.id)}/$ref`;
      expect((await administrator(removal)).status).toBe(204);
      expect(refusalOf(await administrator(removal)).status).toBe(404);
      expect(rowsOf(await administrator(`GET ${object}/owners`))).toEqual([]);
    }
    expect(refusalOf(await graph(`PATCH ${application}`, { notes: 'still mine' })).status).toBe(403);
  });

  it('gives it certificates, which a PATCH replaces as a whole', async () => {
    const { graph, made, application, principal } = await register(await createTestTenant(), {
      keyCredentials: [certificate],
    });
    const [first] = rowsOf({ ...made, body: { value: made.body.keyCredentials } });
    expect(first).toMatchObject({ key: null, displayName: 'a'.repeat(90), usage: 'Verify' });
    for (const object of [application, principal]) {
      expect((await graph(`PATCH ${object}`, { keyCredentials: [certificate] })).status).toBe(204);
      const { body } = await graph(`GET ${object}?$select=keyCredentials`);
      const [kept] = rowsOf({ ...made, body: { value: body.keyCredentials } });
      expect(kept?.keyId).not.toBe(first?.keyId);
      expect((await graph(`PATCH ${object}`, { keyCredentials: [{ ...certificate, ...kept }] })).status).toBe(204);
      expect(refusalOf(await graph(`PATCH ${object}`, { keyCredentials: [{ type: 'x' }] })).status).toBe(400);
      expect((await graph(`PATCH ${object}`, { keyCredentials: [] })).status).toBe(204);
      expect((await graph(`GET ${object}?$select=keyCredentials`)).body.keyCredentials).toEqual([]);
    }
  });

  it('exposes permissions that are switched off before they go', async () => {
    const { graph, application } = await register(await createTestTenant());
    const scope = { id: randomUUID(), value: 'read', type: 'User', isEnabled: true };
    const write = (...scopes: readonly object[]) =>
      graph(`PATCH ${application}`, { api: { oauth2PermissionScopes: scopes } });
    expect((await write(scope)).status).toBe(204);
    for (const scopes of [[], [{ ...scope, value: 'write' }]]) {
      const refused = refusalOf(await write(...scopes));
      expect(refused).toMatchObject({ status: 400, code: 'CannotDeleteOrUpdateEnabledEntitlement' });
    }
    expect((await write({ ...scope, isEnabled: false })).status).toBe(204);
    expect((await write()).status).toBe(204);
  });

  it('lets another issuer sign in as it', async () => {
    const { graph, application } = await register(await createTestTenant());
    const list = `${application}/federatedIdentityCredentials`;
    const added = await graph(`POST ${list}`, federated);
    expect(added.status).toBe(201);
    expect(refusalOf(await graph(`POST ${list}`, federated)).message).toContain('already exists');
    expect(refusalOf(await graph(`POST ${list}`, { ...federated, subject: 'other', audiences: [] })).message).toBe(
      'Federated identity credentials must have exactly one audience.',
    );
    expect(rowsOf(await graph(`GET ${list}`))).toEqual([{ id: added.body.id, description: null, ...federated }]);
    const one = `${list}/${textOf(added.body.id)}`;
    expect((await graph(`GET ${one}`)).body).toMatchObject(federated);
    expect((await graph(`DELETE ${one}`)).status).toBe(204);
    expect(refusalOf(await graph(`GET ${one}`)).status).toBe(404);
    expect(refusalOf(await graph(`DELETE ${one}`)).status).toBe(404);
  });

  it('signs in with a secret of the service principal until that is removed', async () => {
    const tenant = await createTestTenant();
    const { graph, made, principal } = await register(tenant);
    const { body, ...answer } = await graph(`POST ${principal}/addPassword`, { passwordCredential: { endDateTime } });
    const { keyId, secret } = firstPasswordOf({ ...answer, body: { passwordCredentials: [body] } });
    const signIn = () =>
      postToken(tenant, {
        ...{ grant_type: 'client_credentials', client_id: textOf(made.body.appId), client_secret: secret },
        scope: 'https://graph.microsoft.com/.default',
      });
    expect((await signIn()).status).toBe(200);
    expect((await graph(`POST ${principal}/removePassword`, { keyId })).status).toBe(204);
    expect(refusalOf(await graph(`POST ${principal}/removePassword`, { keyId })).status).toBe(400);
    expect((await signIn()).status).toBe(401);
  });
});
