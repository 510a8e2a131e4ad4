import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { directoryRoles } from '@/lib/session/directory-roles';
import { sessionCookieName } from '@/lib/session/session-cookie';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { saveSiemType } from './connector-actions';
import { connectorStore } from './connector-store';
import { saveDetections } from './siem-api-actions';
import { newConnector } from './testing/sample-connector';

process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

async function operator() {
  const tenantId = environment().ENTRA_TENANT_ID;
  const roles = [directoryRoles.globalAdministrator];
  const session = await sessionStore.create(sampleSignIn({ tenantId, roles }));
  const cookie = await encode({ token: { sid: session.id }, secret: environment().SESSION_SECRET });
  const as = async <Value>(work: () => Promise<Value>) =>
    (await inRequest({ cookies: { [sessionCookieName()]: cookie } }, work)).value;
  const connector = await connectorStore.create(newConnector(tenantId));
  return { as, connector, stored: () => connectorStore.find(connector) };
}

describe('a choice on the connector’s page', () => {
  it('says that it was not saved to whoever is signed out, or means a connector that is gone', async () => {
    const { as, connector, stored } = await operator();
    const refused = (error: string) => ({ ok: false, error });
    const signedOut = refused('signedOut');
    expect((await inRequest({}, () => saveSiemType(connector.id, 'generic-api'))).value).toEqual(signedOut);
    expect((await inRequest({}, () => saveDetections(connector.id, true))).value).toEqual(signedOut);
    expect(await as(() => saveSiemType(randomUUID(), 'generic-api'))).toEqual(refused('unknown'));
    expect(await as(() => saveDetections(randomUUID(), true))).toEqual(refused('unknown'));
    expect(await as(() => saveSiemType(connector.id, 'no-such-siem'))).toEqual(refused('input'));
    expect(await stored()).toMatchObject({ siemType: connector.siemType, detections: connector.detections });
  });

  it('says that it was not saved when the SIEM needs other permissions', async () => {
    const { as, connector, stored } = await operator();
    expect(await as(() => saveSiemType(connector.id, 'wazuh'))).toEqual({ ok: false, error: 'outdated' });
    expect((await stored())?.siemType).toBe(connector.siemType);
  });

  it('is saved', async () => {
    const { as, connector, stored } = await operator();
    expect(await as(() => saveSiemType(connector.id, 'generic-api'))).toMatchObject({ ok: true });
    expect(await as(() => saveDetections(connector.id, true))).toMatchObject({ ok: true });
    expect(await stored()).toMatchObject({ siemType: 'generic-api', detections: true });
  });
});
