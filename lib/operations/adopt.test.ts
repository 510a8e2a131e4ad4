import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AuditEvent, auditTrail } from '@/lib/audit/audit';
import { CONNECTOR_TAG } from '@/lib/connector/connector';
import { connectorStore } from '@/lib/connector/connector-store';
import { provisionConnector } from '@/lib/directory/provision-connector';
import { recordStatus } from '@/lib/connector/connector-status';
import { summarise } from '@/lib/connector/connector-summary';
import { type EnabledConnector, enabledConnector } from '@/lib/operation/testing/enabled-connector';
import { undoConnector } from '@/lib/directory/undo-connector';
import { closeDatabase, database } from '@/lib/db/database';
import { graphRefusal } from '@/lib/http/testing/fake-network';
import { listTaggedApplications } from '@/lib/graph/tagged-applications';
import { obtainToken } from '@/tenant/testing/test-clients';
import { createTestTenant, testOrigins } from '@/tenant/testing/test-tenant';
import { type AdoptionAim, adoptOrphan } from './adopt';
import { findOrphans, findStrangers } from '@/lib/orphan/find-orphans';
import { type Orphan, viewOrphan } from '@/lib/orphan/orphan';
import { createOwnership } from '@/lib/ownership/ownership';
import { deriveKeyRing } from '@/lib/seal/derive-key';

beforeAll(database);
afterEach(() => vi.unstubAllGlobals());
afterAll(closeDatabase);

/** A tenant of its own, in which a connector works. */
async function enabled() {
  const startsAt = Date.now();
  const tenant = await createTestTenant(startsAt);
  const token = await obtainToken(tenant, 'global-admin', 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All');
  return enabledConnector({
    ...{ startsAt, token, origin: testOrigins.api },
    api: (request) => tenant.apiApp.fetch(request),
    control: (path, init) => tenant.browserApp.request(`${testOrigins.browser}${path}`, init),
  });
}

/** A connector whose row was lost, as after a restored backup. */
async function setUpTest() {
  const stood = await enabled();
  const { context, connector } = stood;
  await connectorStore.remove(connector);
  const audited: AuditEvent[] = [];
  const log = { record: (event: AuditEvent) => Promise.resolve(void audited.push(event)) };
  const audit = auditTrail(log, context.operator.session, 'request');
  const source = { operator: context.operator, connectors: connectorStore, audit, now: Date.now() };
  const adopt = (orphan: Orphan, aim: AdoptionAim = 'keep') => adoptOrphan(source, orphan, aim);
  const stored = () => connectorStore.find(connector);
  return { ...stood, audited, adopt, stored, find: () => find(stood) };
}

async function find({ context: { graph, operator, ownership, redirectUris } }: Pick<EnabledConnector, 'context'>) {
  const tagged = await listTaggedApplications(graph, CONNECTOR_TAG);
  if (!tagged.ok) throw new Error('the list was refused');
  const { tenantId, personId } = operator.session;
  return findOrphans({ graph, tenantId, personId, ownership, redirectUris }, tagged.value.applications);
}

async function only(found: ReturnType<typeof find>): Promise<Orphan> {
  const [orphan] = await found;
  if (!orphan) throw new Error('nothing was found');
  return orphan;
}

describe('findOrphans', () => {
  it('leaves out what has a connector', () => {
    const [uniqueName, other] = ['siem-connect-a', 'siem-connect-b'];
    const application = { id: 'i', appId: 'a', uniqueName };
    expect(findStrangers([application, { ...application, uniqueName: other }], new Set([uniqueName]))).toMatchObject([
      { uniqueName: other },
    ]);
  });

  it('leaves out what was deleted since the list was made', async () => {
    const { find: search, change, context } = await setUpTest();
    const tagged = await listTaggedApplications(context.graph, CONNECTOR_TAG);
    await change('delete');
    const { graph, operator, ownership, redirectUris } = context;
    const { tenantId, personId } = operator.session;
    const late = tagged.ok ? tagged.value.applications : [];
    expect(late).toHaveLength(1);
    expect(await findOrphans({ graph, tenantId, personId, ownership, redirectUris }, late)).toEqual([]);
    expect(await search()).toEqual([]);
  });

  it('tells what the directory says of one', async () => {
    const { find: search, connector } = await setUpTest();
    const view = viewOrphan(await only(search()), Date.now());
    const { applicationObjectId: applicationId, appId, name, secrets } = connector;
    expect(view).toEqual({
      ...{ applicationId, appId, name, api: 'defender-alerts', appRole: 'Alert.Read.All', permission: 'granted' },
      ...{ secrets: 1, expired: false, recognised: true, madeFor: 'pat@contoso.example' },
      ...{ otherPortal: null, signed: true, foreign: [] },
      lastEnd: secrets[0]?.expiresAt.toISOString(),
      createdAt: view.createdAt,
    });
    expect(new Date(view.createdAt ?? '').getTime()).toBeLessThanOrEqual(Date.now());
  });

  it('says so when the permission is gone, or cannot be read', async () => {
    const { find: search, change, network } = await setUpTest();
    await change('removeRoles');
    expect((await only(search())).permission).toBe('notGranted');
    network.next(/batch/, graphRefusal(403));
    expect((await only(search())).permission).toBe('unread');
  });
});

describe('adoptOrphan', () => {
  it.each([
    ['a unique name of another make', { uniqueName: 'siem-connect-nord' }],
    ['no unique name', { uniqueName: null }],
  ])('refuses an application with %s', async (_, change) => {
    const { find: search, adopt, stored } = await setUpTest();
    const orphan = await only(search());
    const refused = await adopt({ ...orphan, application: { ...orphan.application, ...change } });
    expect(refused).toEqual({ ok: false, error: 'unknown' });
    expect(await stored()).toBeNull();
  });

  it.each([
    ['that this portal did not sign', { proof: null }],
    ['that others get into', { foreign: [{ kind: 'owner', id: 'o', label: 'o', expiresAt: null }] }],
    ['of which that could not be read', { foreign: null }],
  ] as const)('refuses an application %s', async (_, change) => {
    const { find: search, adopt, stored } = await setUpTest();
    expect(await adopt({ ...(await only(search())), ...change })).toEqual({ ok: false, error: 'foreign' });
    expect(await stored()).toBeNull();
  });

  it('refuses one whose permissions name no alerts API', async () => {
    const { find: search, adopt, audited } = await setUpTest();
    const orphan = await only(search());
    expect(await adopt({ ...orphan, api: null })).toEqual({ ok: false, error: 'unknown' });
    expect(audited).toEqual([]);
  });

  it('makes one connector, however many ask at once, and writes down who', async () => {
    const { find: search, adopt, connector, audited } = await setUpTest();
    const orphan = await only(search());
    const outcomes = await Promise.all([adopt(orphan), adopt(orphan), adopt(orphan)]);
    expect(outcomes.filter(({ ok }) => ok)).toEqual([{ ok: true, value: connector.id }]);
    expect(outcomes).toContainEqual({ ok: false, error: 'taken' });
    const ends = audited.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'begun');
    expect(ends.sort()).toEqual(['done', 'failed', 'failed']);
    expect(audited[0]).toMatchObject({ action: 'connector-adopt', target: connector.id });
  });

  it('gives back the connector as it was, its secret known by key and counted as delivered', async () => {
    const { find: search, adopt, connector, stored } = await setUpTest();
    await adopt(await only(search()));
    const { name, api, uniqueName, applicationObjectId, appId, servicePrincipalId, secretDays } = connector;
    const { keyId, hint, label } = connector.secrets[0] ?? {};
    const found = await stored();
    expect(found).toMatchObject({
      ...{ name, api, uniqueName, applicationObjectId, appId, servicePrincipalId, secretDays },
      ...{ state: 'ready', region: 'global', secrets: [{ keyId, hint, label, purpose: 'siem', removedAt: null }] },
    });
    expect(found?.secrets[0]?.deliveredAt).toBeInstanceOf(Date);
    expect(found && recordStatus(found, Date.now())).toBe('notVerified');
  });

  it('makes an incomplete connector of one that lacks its secret, and it can be resumed', async () => {
    const { find: search, adopt, stored, change, context } = await setUpTest();
    await change('removeSecrets');
    await adopt(await only(search()));
    const found = await stored();
    expect(found && summarise(found, Date.now())).toMatchObject({ state: 'incomplete', stoppedAt: 'credential' });
    expect(found && (await provisionConnector(context, found)).ok).toBe(true);
    expect(await stored()).toMatchObject({ state: 'ready' });
  });

  it('leads to the road on which every connector goes', async () => {
    const { find: search, adopt, stored, context } = await setUpTest();
    await adopt(await only(search()), 'remove');
    const found = await stored();
    // Given up here, it is nobody's working connector.
    expect(found && recordStatus(found, Date.now())).toBe('removing');
    expect(found && (await undoConnector(context, found))).toEqual({ ok: true, value: { pendingPurges: [] } });
    expect(await search()).toEqual([]);
  });

  it('names the portal that made it, and leaves it where that one can restore it', async () => {
    const { context, adopt, stored, network } = await setUpTest();
    const elsewhere = {
      ...context,
      ownership: createOwnership(deriveKeyRing(['a session secret of another portal, long enough'], 'ownership')),
      redirectUris: ['https://new.contoso.example/consent/callback'],
    };
    const orphan = await only(find({ context: elsewhere }));
    expect(viewOrphan(orphan, Date.now())).toMatchObject({ signed: false, otherPortal: 'localhost:3000' });
    await adopt(orphan, 'remove');
    const found = await stored();
    const undone = found && (await undoConnector(elsewhere, found));
    expect(undone).toMatchObject({
      ok: true,
      value: { pendingPurges: [{ why: 'otherPortal' }, { why: 'otherPortal' }] },
    });
    expect(network.sent.filter((line) => line.startsWith('DELETE /v1.0/directory/deletedItems'))).toEqual([]);
  });

  it('gives it a name that a connector may have', async () => {
    const { find: search, adopt, stored } = await setUpTest();
    const orphan = await only(search());
    const application = { ...orphan.application, displayName: ` <b>Nord</b>\u202E${'x'.repeat(200)}` };
    await adopt({ ...orphan, application });
    expect((await stored())?.name).toMatch(/^b Nord \/b {2}x{100,}$/);
  });
});
