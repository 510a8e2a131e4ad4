import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CONNECTOR_TAG } from '@/lib/connector/connector';
import { connectorStore } from '@/lib/connector/connector-store';
import { sampleSecret } from '@/lib/connector/testing/sample-connector';
import { changePermissions } from '@/lib/directory/change-permissions';
import { issueSecret } from '@/lib/directory/issue-secret';
import { removeOrphanedCredentials } from '@/lib/directory/remove-orphaned-credentials';
import { undoConnector } from '@/lib/directory/undo-connector';
import { closeDatabase, database } from '@/lib/db/database';
import { fakeNetwork, graphRefusal } from '@/lib/http/testing/fake-network';
import { authorizationStore } from '@/lib/operation/authorization-store';
import { operationStore } from '@/lib/operation/operation-store';
import { createTestContext, readOperation, runConsented } from '@/lib/operation/testing/test-context';
import type { ForeignKind } from '@/lib/ownership/foreign';
import {
  firstPasswordOf,
  type GraphClient,
  graphAs,
  obtainToken,
  postToken,
  rowsOf,
  textOf,
} from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '@/tenant/testing/test-tenant';
import { tenantId } from '@/tenant/seed/tenant-identity';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

const writing = 'User.Read Application.ReadWrite.All';
const microsoftGraph = '00000003-0000-0000-c000-000000000000';
const defender = 'fc780465-2017-40d4-a0c5-307022471b92';
const certificate = {
  ...{ type: 'AsymmetricX509Cert', usage: 'Verify', key: 'MIIB' },
  ...{ startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2036-01-01T00:00:00Z' },
};
const scope = { id: randomUUID(), value: 'read', type: 'User', isEnabled: true };

type Bait = { readonly graph: GraphClient; readonly application: string; readonly principal: string };

/** Each way in, as somebody lays it who registered the application. */
const lay: Readonly<Record<Exclude<ForeignKind, 'owner' | 'secret' | 'granted'>, (bait: Bait) => Promise<unknown>>> = {
  principalOwner: () => Promise.resolve(),
  principalSecret: ({ graph, principal }) =>
    graph(`POST ${principal}/addPassword`, { passwordCredential: { endDateTime: inDays(30) } }),
  certificate: ({ graph, application }) => graph(`PATCH ${application}`, { keyCredentials: [certificate] }),
  principalCertificate: ({ graph, principal }) => graph(`PATCH ${principal}`, { keyCredentials: [certificate] }),
  federated: ({ graph, application }) =>
    graph(`POST ${application}/federatedIdentityCredentials`, {
      ...{ name: 'pipeline', issuer: 'https://issuer.example', subject: 'repo:a/b' },
      audiences: ['api://AzureADTokenExchange'],
    }),
  redirectUri: ({ graph, application }) =>
    graph(`PATCH ${application}`, {
      web: { redirectUris: ['https://attacker.example/cb', 'http://localhost:3000/consent/callback'] },
      spa: { redirectUris: ['https://attacker.example/spa'] },
      publicClient: { redirectUris: ['https://attacker.example/public'] },
    }),
  openClient: ({ graph, application }) =>
    graph(`PATCH ${application}`, {
      isFallbackPublicClient: true,
      web: { implicitGrantSettings: { enableAccessTokenIssuance: true } },
    }),
  audience: ({ graph, application }) => graph(`PATCH ${application}`, { signInAudience: 'AzureADMultipleOrgs' }),
  exposedApi: ({ graph, application }) =>
    graph(`PATCH ${application}`, {
      identifierUris: ['api://alerts'],
      api: { oauth2PermissionScopes: [scope], knownClientApplications: [randomUUID()] },
    }),
  requested: ({ graph, application }) =>
    graph(`PATCH ${application}`, {
      requiredResourceAccess: [...alertAccess, { resourceAppId: microsoftGraph, resourceAccess: [directoryRead] }],
    }),
};

/** Directory.Read.All, of a person. */
const directoryRead = { id: '06da0dbc-49e2-44d2-8312-53f166ab848a', type: 'Scope' };
let alertAccess: readonly object[] = [];

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

/** Somebody without a role registers what looks like this product's, with a secret and a service principal of their own. */
async function setUpTest() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const administrator = await graphAs(tenant, 'global-admin', `${writing} AppRoleAssignment.ReadWrite.All`);
  const api = await administrator(`GET /servicePrincipals(appId='${defender}')`);
  const role = rowsOf({ ...api, body: { value: api.body.appRoles } }).find(({ value }) => value === 'Alert.Read.All');
  alertAccess = [{ resourceAppId: defender, resourceAccess: [{ id: role?.id, type: 'Role' }] }];
  await tenant.set({ portalConsent: writing.split(' ') });
  await assignDeveloper(tenant);
  const graph = await graphAs(tenant, 'user', writing);
  const made = await graph('POST /applications', {
    displayName: 'Blocked',
    uniqueName: `siem-connect-${randomUUID()}`,
    ...{ tags: [CONNECTOR_TAG], notes: 'Made by SIEM Connect for global-admin@contoso.example. Gives' },
    requiredResourceAccess: alertAccess,
    passwordCredentials: [{ displayName: 'SIEM Connect 1', endDateTime: inDays(30) }],
  });
  const principal = await graph('POST /servicePrincipals', { appId: made.body.appId });
  const bait: Bait = {
    ...{ graph, application: `/applications/${textOf(made.body.id)}` },
    principal: `/servicePrincipals/${textOf(principal.body.id)}`,
  };
  const network = fakeNetwork((request) => tenant.apiApp.fetch(request));
  vi.stubGlobal('fetch', network.fetch);
  const token = await obtainToken(tenant, 'global-admin', `${writing} AppRoleAssignment.ReadWrite.All`);
  const { context, audited } = createTestContext({ network, origin: testOrigins.api, token, startsAt });
  const { secret } = firstPasswordOf(made);
  const stranger = () => signInWith(tenant, textOf(made.body.appId), secret);
  const adopt = () => adoptByOperation(context, textOf(made.body.id), startsAt);
  return {
    ...{ tenant, bait, network, audited, stranger, adopt, administrator, context },
    objectId: textOf(made.body.id),
  };
}

async function assignDeveloper(tenant: TestTenant): Promise<void> {
  await tenant.browserApp.request(`${testOrigins.browser}/control/changes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ do: 'assignRole', person: 'user', role: 'Application Developer' }]),
  });
}

/** @returns whether a token is issued that reads alerts */
async function signInWith(tenant: TestTenant, appId: string, secret: string): Promise<boolean> {
  const answer = await postToken(tenant, {
    ...{ grant_type: 'client_credentials', client_id: appId, client_secret: secret },
    scope: 'https://api.securitycenter.microsoft.com/.default',
  });
  if (answer.status !== 200) return false;
  const alerts = await tenant.apiApp.request(`${testOrigins.api}/api/alerts`, {
    headers: { authorization: `Bearer ${textOf(answer.body.access_token)}` },
  });
  return alerts.status === 200;
}

/** `Clean and adopt`, from consent on. */
async function adoptByOperation(context: Parameters<typeof runConsented>[0], applicationId: string, now: number) {
  const { personId, personUpn } = context.operator.session;
  const key = { id: randomUUID(), tenantId, personId };
  const input = { name: 'Blocked', api: 'defender-alerts', region: 'global', secretDays: 30, applicationId };
  const begun = { displayMode: 'popup', connectorId: null, scopes: [], expiresAt: new Date(now + 600_000) } as const;
  const { id: sessionId } = context.operator.session;
  await operationStore.create({ ...key, ...begun, sessionId, input, personUpn, kind: 'enable' });
  await authorizationStore.saveConsent(key, 'sealed', new Date(now + 3_600_000));
  const elevatedToken = { accessToken: context.graph.token, expiresAt: now + 3_600_000, connector: null };
  const { result, ended } = await runConsented(context, { operation: await readOperation(key), elevatedToken });
  const connector = ended.connectorId ? await connectorStore.find({ tenantId, id: ended.connectorId }) : null;
  return { result, ended, connector };
}

describe('a bait', () => {
  it.each(Object.entries(lay))('with %s is stripped before anything is granted', async (kind, layIt) => {
    const { bait, adopt, stranger, administrator, tenant, audited, objectId } = await setUpTest();
    await layIt(bait);
    const { result, ended, connector } = await adopt();
    expect(ended.outcome).toMatchObject({ kind: 'enabled' });
    expect(await stranger()).toBe(false);
    const stored = tenant.tenant.store.read().applications.find(({ id }) => id === objectId);
    const principal = tenant.tenant.store.read().servicePrincipals.find(({ appId }) => appId === stored?.appId);
    expect(stored).toMatchObject({
      ...{ ownerIds: [], keyCredentials: [], federatedCredentials: [], identifierUris: [], appRoles: [] },
      ...{ signInAudience: 'AzureADMyOrg', spa: { redirectUris: [] }, publicClient: { redirectUris: [] } },
      api: { oauth2PermissionScopes: [], knownClientApplications: [] },
      requiredResourceAccess: alertAccess,
    });
    expect(stored?.isFallbackPublicClient).not.toBe(true);
    expect(stored?.web.redirectUris).not.toContain('https://attacker.example/cb');
    expect(stored?.web.implicitGrantSettings.enableAccessTokenIssuance).toBe(false);
    expect(principal).toMatchObject({ ownerIds: [], passwordCredentials: [], keyCredentials: [] });
    expect(connector).toMatchObject({ state: 'ready', applicationObjectId: objectId });
    const secret = result?.kind === 'secret' ? result.secret : null;
    expect(stored?.passwordCredentials.map(({ keyId }) => keyId)).toEqual([secret?.keyId]);
    expect(await signInWith(tenant, connector?.appId ?? '', secret?.text ?? '')).toBe(true);
    expect(rowsOf(await administrator(`GET ${bait.application}/owners`))).toEqual([]);
    const removal = audited.find(({ action, outcome }) => action === 'foreign-remove' && outcome !== 'begun');
    expect(String(removal?.detail?.kinds).split(' ')).toEqual(expect.arrayContaining(['owner', 'secret', kind]));
  });

  it.each([
    ['whose owner', /^DELETE .*owners/],
    ['whose secret', /^POST .*removePassword$/],
    ['whose state', /batch/],
  ])('%s Graph refuses to remove or to tell gets nothing', async (_, message) => {
    const { adopt, stranger, network, tenant } = await setUpTest();
    // The first batch is the look that the row is made by.
    network.next(message, message.source === 'batch' ? (forward) => forward() : graphRefusal(403));
    if (message.source === 'batch') network.next(message, graphRefusal(403));
    const { ended } = await adopt();
    expect(ended).toMatchObject({ state: 'failed' });
    expect(ended.outcome).toMatchObject({ kind: 'failed', problem: { status: 403, requestId: 'their-request-id' } });
    expect(tenant.tenant.store.read().appRoleAssignments).toEqual([]);
    expect(await stranger()).toBe(false);
  });

  it('that takes the name of a connector whose application is gone is not taken for it', async () => {
    const { tenant, administrator, bait, adopt, objectId, context } = await setUpTest();
    const { connector } = await adopt();
    if (!connector) throw new Error('nothing was adopted');
    await administrator(`DELETE ${bait.application}`);
    await administrator(`DELETE /directory/deletedItems/${objectId}`);
    const again = await bait.graph('POST /applications', { displayName: 'Again', uniqueName: connector.uniqueName });
    expect(again.status).toBe(201);
    for (const use of [
      issueSecret(context, connector),
      changePermissions(context, connector, { api: 'graph-alerts', siemType: 'wazuh', incidents: false }),
      removeOrphanedCredentials(context, { ...connector, secrets: [sampleSecret({ keyId: null })] }),
    ]) {
      expect(await use).toMatchObject({ ok: false, error: { cause: 'foreign' } });
    }
    expect(await undoConnector(context, connector)).toMatchObject({ ok: true });
    expect(tenant.tenant.view().applications.map(({ id }) => id)).toContain(again.body.id);
  });
});
