import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation as Row } from '@/generated/prisma/client';
import { environment } from '@/lib/env';
import { toOperation } from '@/lib/operation/operation-row';
import { viewOperation } from '@/lib/operation/operation-view';
import { openEmbeddedPostgres, type PostgresPool } from './embedded-postgres';
import { migrate } from './migrate';

const { DATABASE_URL } = environment();
const MIGRATIONS = 'prisma/migrations';
const OPERATIONS = '20261201020500_operations';

let opened: PostgresPool;
beforeAll(async () => {
  opened = DATABASE_URL ? server(DATABASE_URL.connectionString) : await openEmbeddedPostgres(temporary());
});
afterAll(() => opened.close());

function server(connectionString: string): PostgresPool {
  const pool = new pg.Pool({ connectionString });
  return { pool, close: () => pool.end() };
}

function temporary(): string {
  return mkdtempSync(path.join(tmpdir(), 'siem-connect-upgrade-'));
}

/** The migrations of the release that had no operations yet. */
function releaseBefore(): string {
  const folder = temporary();
  for (const name of readdirSync(MIGRATIONS)) {
    if (name < OPERATIONS || name.endsWith('.toml')) {
      cpSync(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
    }
  }
  return folder;
}

const ids = { tenant: randomUUID(), person: randomUUID(), connector: randomUUID() };
const input = { name: 'ArcSight', api: 'graph-alerts', region: 'eu', detections: true, secretDays: 90 };

const connector = `
  insert into "Connector" ("id", "tenantId", "name", "api", "region", "siemType", "state", "uniqueName", "secretDays",
    "createdById", "createdByUpn", "updatedAt", "appId")
  values ($1, $2, 'ArcSight', 'graph-alerts', 'eu', 'arcsight', 'incomplete', 'siem-connect-1', 90,
    'somebody', 'pat@contoso.example', now(), 'app')`;
const step = `
  insert into "SetupStep" ("id", "tenantId", "connectorId", "name", "state", "attempts", "detail")
  values ('step', $2, $1, 'permission', 'failed', 3,
    '{"kind":"problem","cause":"approval","status":null,"aadsts":null,"requestId":null}')`;
const flow = `
  insert into "ConsentFlow" ("id", "tenantId", "personId", "personUpn", "purpose", "connectorId", "state", "surface",
    "input", "scopes", "sealedGrant", "expiresAt", "leftovers")
  values ($1, $2, $3, 'pat@contoso.example', $4, $5, $6, 'popup', $7, '{Application.ReadWrite.All}', $8, now(), $9)`;
const approval = `
  insert into "Approval" ("id", "tenantId", "connectorId", "tokenHash", "state", "askedById", "askedByUpn", "expiresAt")
  values ('approval', $2, $1, 'hash', 'waiting', 'somebody', 'pat@contoso.example', now() + interval '1 day')`;

const left = [{ what: 'application', objectId: 'o', why: 'forbidden' }];
const flows = [
  ['unfinished', 'enable', ids.connector, 'failed', input, 'sealed', null],
  ['asked', 'enable', null, 'waiting', input, null, null],
  ['renewal', 'secret', ids.connector, 'done', null, null, null],
  ['removal', 'secret-remove', ids.connector, 'waiting', { secretId: ids.person }, null, null],
  ['cleaning', 'leftovers', ids.connector, 'cancelled', null, null, null],
  ['undone', 'undo', 'gone', 'done', input, null, left],
] as const;

/** What the release before has written, after the upgrade. */
async function upgraded(test: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const schema = `upgrade_${randomUUID().replaceAll('-', '')}`;
  const client = await opened.pool.connect();
  try {
    await client.query(`create schema ${schema}`);
    await client.query(`set search_path to ${schema}`);
    await migrate(client, releaseBefore());
    for (const statement of [connector, step, approval]) await client.query(statement, [ids.connector, ids.tenant]);
    for (const [id, purpose, on, state, asked, sealed, purges] of flows) {
      const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
      const values = [id, ids.tenant, ids.person, purpose, on, state, json(asked), sealed, json(purges)];
      await client.query(flow, values);
    }
    await migrate(client, MIGRATIONS);
    await test(client);
  } finally {
    await client.query(`drop schema ${schema} cascade`);
    client.release(true);
  }
}

describe('an upgrade from the release before operations', () => {
  it('keeps every consent flow as the operation that it was, to be followed, tried again and repeated', () =>
    upgraded(async (client) => {
      const { rows } = await client.query<Row>('select * from "Operation" order by "id"');
      const operations = rows.map(toOperation);
      expect(operations.map(({ id, kind, state }) => `${id} ${kind} ${state}`)).toEqual([
        'asked enable waiting',
        'cleaning clean-up cancelled',
        'removal remove-secret waiting',
        'renewal new-secret done',
        'undone undo done',
        'unfinished enable failed',
      ]);
      const unfinished = operations.find(({ id }) => id === 'unfinished');
      expect(rows.find(({ id }) => id === 'unfinished')?.sealedToken).toBe('sealed');
      const view = unfinished && viewOperation({ operation: unfinished, connector: null, now: Date.now() });
      expect(view).toMatchObject({
        requested: input,
        possible: ['retry', 'undo', 'repeat'],
        connectorId: ids.connector,
      });
      expect(operations.find(({ id }) => id === 'undone')?.outcome).toEqual({ kind: 'undone', pendingPurges: left });
    }));

  it('keeps the connector, its journal and the approval that it waits for', () =>
    upgraded(async (client) => {
      const found = await client.query('select "name", "state", "appId" from "Connector"');
      expect(found.rows).toEqual([{ name: 'ArcSight', state: 'incomplete', appId: 'app' }]);
      const steps = await client.query('select "name", "state", "operationId", "detail" from "OperationStep"');
      expect(steps.rows).toMatchObject([
        { name: 'permission', state: 'failed', operationId: null, detail: { cause: 'approval' } },
      ]);
      const approvals = await client.query('select "state", "connectorId" from "Approval"');
      expect(approvals.rows).toEqual([{ state: 'waiting', connectorId: ids.connector }]);
    }));
});
