import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectorStore } from '@/lib/connector/connector-store';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { type OperationKind, operationKinds } from '@/lib/operations/operation-kind';
import { inRequest } from '@/lib/request/testing/in-request';
import { directoryRoles } from '@/lib/session/directory-roles';
import { sessionCookieName } from '@/lib/session/session-cookie';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { begin } from './begin-request';
import type { Operation } from './operation';
import { operationStore } from './operation-store';

process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

/** A Global Administrator with a connector that works, who begins operations. */
async function person() {
  const tenantId = environment().ENTRA_TENANT_ID;
  const roles = [directoryRoles.globalAdministrator];
  const session = await sessionStore.create(sampleSignIn({ tenantId, roles }));
  const cookie = await encode({ token: { sid: session.id }, secret: environment().SESSION_SECRET });
  const cookies = { [sessionCookieName()]: cookie };
  const connector = await connectorStore.create(newConnector(tenantId));
  await connectorStore.update(connector, { state: 'ready' });
  const beginOne = async (operation: object): Promise<Operation> => {
    const id = randomUUID();
    const { value: begun } = await inRequest({ cookies }, () => begin({ id, displayMode: 'popup', operation }));
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    const found = await operationStore.find({ id, tenantId, personId: session.personId });
    if (!found) throw new Error('the operation was not written');
    return found;
  };
  return { beginOne, connectorId: connector.id };
}

/** What an operation is, but for its id and its time. */
function essence({ kind, connectorId, input, scopes, undoing }: Operation) {
  return { kind, connectorId, input, scopes, undoing };
}

const form = { kind: 'enable', name: 'Again', region: 'eu', secretDays: 30 };
const use = { siemType: 'elastic-defender-endpoint', incidents: false };

/** A request for each kind, so that a new kind is missing here until it has one. */
const requests: Readonly<Record<OperationKind, object>> = {
  enable: { ...form, api: 'defender-alerts' },
  undo: { kind: 'undo' },
  disable: { kind: 'disable' },
  're-enable': { kind: 're-enable' },
  remove: { kind: 'remove' },
  restore: { kind: 'restore' },
  'new-secret': { kind: 'new-secret' },
  'remove-secret': { kind: 'remove-secret', secretId: randomUUID() },
  tokens: { kind: 'tokens' },
  verify: { kind: 'verify' },
  'clean-up': { kind: 'clean-up' },
  permissions: { kind: 'permissions', use },
  'remove-foreign': { kind: 'remove-foreign' },
};

describe('an operation that is repeated', () => {
  it.each(operationKinds)('equals itself: %s', async (kind) => {
    const { beginOne, connectorId } = await person();
    const first = await beginOne({ connectorId, ...requests[kind] });
    const again = await beginOne({ kind: 'repeat', operationId: first.id });
    expect(essence(again)).toEqual(essence(first));
    expect(again.id).not.toBe(first.id);
  });

  it.each(['defender-alerts', 'graph-alerts', 'detections'])('keeps the API that was asked for: %s', async (api) => {
    const { beginOne } = await person();
    const first = await beginOne({ ...form, api });
    const again = await beginOne({ kind: 'repeat', operationId: first.id });
    expect(first.input).toMatchObject({ detections: api === 'detections' });
    expect(essence(again)).toEqual(essence(first));
  });

  it('is repeated from the row of the person who began it, and from no other', async () => {
    const [owner, stranger] = [await person(), await person()];
    const first = await owner.beginOne({ ...form, api: 'graph-alerts' });
    await expect(stranger.beginOne({ kind: 'repeat', operationId: first.id })).rejects.toThrow('unknown');
  });
});
