import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GRANT_PURPOSE } from '@/lib/consent/consent';
import { consentStore } from '@/lib/consent/consent-store';
import { closeDatabase, database } from '@/lib/db/database';
import { createSealer } from '@/lib/seal/seal';
import { directoryRoles } from '@/lib/session/directory-roles';
import { authorizeWork } from './authorize-work';
import { connectorStore } from './connector-store';
import { newConnector } from './testing/sample-connector';
import { sessionOf } from './testing/rehearsal';

beforeAll(database);
afterAll(closeDatabase);

const sealer = createSealer('a session secret for tests, long enough');
const sources = { flows: consentStore, sealer, connectors: connectorStore };

/** A person's flow on their tenant's connector, with a grant that ends when the test says. */
async function consented(endsInMs: number) {
  const person = { tenantId: randomUUID(), personId: randomUUID() };
  const connector = await connectorStore.create(newConnector(person.tenantId));
  const key = { id: randomUUID(), ...person };
  const expiresAt = new Date(Date.now() + 600_000);
  const asked = {
    purpose: 'secret',
    surface: 'popup',
    input: null,
    scopes: [],
    personUpn: 'pat@contoso.example',
  } as const;
  await consentStore.create({ ...key, ...asked, connectorId: connector.id, expiresAt });
  const flow = await consentStore.find(key);
  if (!flow) throw new Error('the flow was not written');
  const grant = { accessToken: 'elevated', expiresAt: Date.now() + endsInMs, connector: null };
  await consentStore.saveConsent(flow, sealer.seal(GRANT_PURPOSE, JSON.stringify(grant)), new Date(grant.expiresAt));
  return { session: sessionOf(person), flowId: key.id, connector, grant };
}

describe('authorizeWork', () => {
  it('gives a flow to nobody but the person and the tenant that began it', async () => {
    const { session, flowId } = await consented(3_600_000);
    const colleague = { ...session, personId: randomUUID() };
    const namesake = { ...session, tenantId: randomUUID() };
    expect(await authorizeWork(sources, colleague, flowId)).toBeNull();
    expect(await authorizeWork(sources, namesake, flowId)).toBeNull();
    expect(await authorizeWork(sources, session, randomUUID())).toBeNull();
  });

  it('refuses once the roles have gone, whatever consent brought', async () => {
    const { session, flowId } = await consented(3_600_000);
    const demoted = { ...session, roles: [directoryRoles.securityReader] };
    expect(await authorizeWork(sources, demoted, flowId)).toBeNull();
  });

  it('gives the connector, the right and the token', async () => {
    const { session, flowId, connector, grant } = await consented(3_600_000);
    const work = await authorizeWork(sources, session, flowId);
    expect(work).toMatchObject({ flow: { id: flowId }, connector: { id: connector.id }, grant });
  });

  it('gives no token that has ended or is about to', async () => {
    const { session, flowId } = await consented(10_000);
    expect(await authorizeWork(sources, session, flowId)).toMatchObject({ grant: null });
  });
});
