import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '../scripts/postgres.mjs';
import { operator } from './chaos/operator';
import { expect, test as base } from './fixtures';
import { type Replicas, twoReplicas } from './support/replicas';
import { startServers } from './support/servers';

type Postgres = NonNullable<Awaited<ReturnType<typeof startPostgres>>>;

/** Two processes of the portal on one PostgreSQL. */
const test = base.extend<object, { readonly postgres: Postgres | null; readonly replicas: Replicas }>({
  postgres: [
    async ({}, provide) => {
      const postgres = await startPostgres();
      await provide(postgres);
      postgres?.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  replicas: [async ({}, provide) => provide(twoReplicas()), { scope: 'worker' }],
  servers: [
    async ({ postgres, replicas }, provide, { workerIndex }) => {
      const servers = postgres
        ? await startServers(`replicas-${workerIndex}`, { DATABASE_URL: postgres.url }, replicas.launch)
        : await startServers(`replicas-${workerIndex}`);
      await provide(servers);
      await servers.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

// One after the other in one worker: a second one would start four servers of its own.
test.describe.configure({ mode: 'default' });

test.beforeEach(({ postgres }) => {
  test.skip(!postgres, 'no PostgreSQL is installed');
});

test('two that start at the same time on an empty database migrate it once', async ({ postgres, servers }) => {
  const client = new pg.Client({ connectionString: postgres?.url });
  await client.connect();
  const { rows } = await client.query('select migration_name from "_prisma_migrations" where finished_at is not null');
  await client.end();
  const names = rows.map((row) => JSON.stringify(row));
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
  const log = readFileSync(path.join(servers.folder, 'portal.log'), 'utf8');
  expect(log.match(/portal started/g)).toHaveLength(2);
});

test('set-up, its progress and its secret reach the page whichever process answers', async ({
  page,
  signIn,
  siem,
  tenant,
  people,
}) => {
  await signIn(people.securityAppAdmin);
  await siem.enableConnector({ name: 'On two' }, people.securityAppAdmin);
  expect(await siem.copied('Client secret')).toHaveLength(40);

  await tenant.settings({ replicationDelayMs: 3_000 });
  await siem.open();
  await siem.fillDialog({ name: 'Reloaded' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await expect(page.getByText('Waiting for replication')).toBeVisible();
  // One more or one less request than before: the other process follows the work.
  await page.reload();
  await expect(siem.details()).toBeVisible({ timeout: 60_000 });
  expect(await siem.copied('Client secret')).toHaveLength(40);
  expect(await tenant.connectorApplications()).toHaveLength(2);
});

test('an unfinished set-up is resumed, and a secret renewed, on either process', async ({
  page,
  signIn,
  siem,
  tenant,
  people,
}) => {
  await tenant.faults({ method: 'POST', path: '/appRoleAssignedTo', status: 500, times: 1 });
  await signIn(people.securityAppAdmin);
  await siem.fillDialog({ name: 'Resumed' });
  const popUp = await siem.continueToSignIn();
  await popUp.pick(people.securityAppAdmin);
  await popUp.accept();
  await expect(siem.step('Grant permission')).toContainText('Microsoft answered 500');
  await siem.open();
  const again = await siem.popUpOf(() => page.getByRole('button', { name: 'Resume Resumed' }).click());
  await again.pick(people.securityAppAdmin);
  await expect(siem.details()).toBeVisible({ timeout: 30_000 });
  expect(await siem.copied('Client secret')).toHaveLength(40);
  expect(await tenant.connectorApplications()).toHaveLength(1);
  const first = await siem.copied('Client secret ID');
  await page.getByRole('button', { name: 'Create new secret' }).click();
  const renewed = await siem.popUpOf(() =>
    page.getByRole('dialog').getByRole('button', { name: 'Continue to sign-in' }).click(),
  );
  await renewed.pick(people.securityAppAdmin);
  await expect(page.getByText('A new secret was created.')).toBeVisible();
  expect(await siem.copied('Client secret ID')).not.toBe(first);
});

const deaths = [
  { answer: 'its new application', fault: { method: 'POST', path: '/v1.0/applications$', hang: 'after' } },
  { answer: 'the permission it grants', fault: { method: 'POST', path: '/appRoleAssignedTo$', hang: 'after' } },
] as const;

for (const { answer, fault } of deaths) {
  test(`a process is killed before it hears of ${answer}, and the other finishes its set-up`, async ({
    page,
    signIn,
    siem,
    tenant,
    replicas,
    people,
  }) => {
    const there = await tenant.state();
    await signIn(people.securityAppAdmin);
    const name = `Killed before ${answer}`;
    await siem.fillDialog({ name });
    const popUp = await siem.continueToSignIn();
    await tenant.faults(fault);
    await popUp.pick(people.securityAppAdmin);
    await siem.acceptIfAsked(popUp);
    await expect.poll(() => tenant.pendingFaults(), { timeout: 30_000 }).toBe(0);
    await replicas.killTheOneThatAnswers(/^\/api\/operations\/[^/]+\/events$/);

    // What the dead one held is free when its lease has run out.
    await page.getByRole('button', { name: 'Try again' }).click({ timeout: 60_000 });
    await expect(siem.details()).toBeVisible({ timeout: 60_000 });
    expect(await siem.copied('Client secret')).toHaveLength(40);
    const secretId = await siem.copied('Client secret ID');
    const [application, ...others] = await tenant.connectorApplications();
    expect(others).toEqual([]);
    expect(application?.passwordCredentials.map(({ keyId }) => keyId)).toEqual([secretId]);
    const { servicePrincipals, appRoleAssignments, deletedItems } = await tenant.state();
    expect(servicePrincipals.filter(({ appId }) => appId === application?.appId)).toHaveLength(1);
    expect(appRoleAssignments).toHaveLength(there.appRoleAssignments.length + 1);
    expect(deletedItems).toEqual({ applications: [], servicePrincipals: [] });
    await replicas.startAgain();
    await siem.open();
    await expect(page.getByRole('row', { name })).toHaveCount(1);
  });
}

test('50 clicks at once on the same enable, and 50 pages that follow it, make one connector and show one secret', async ({
  servers,
  tenant,
  people,
}) => {
  const person = operator(servers.portalUrl, people.globalAdmin);
  await person.signIn();
  const operationId = randomUUID();
  const fifty = Array.from({ length: 50 });
  const clicks = await Promise.all(fifty.map(() => person.clickEnable(operationId, 'Fifty')));
  // The limit on starts of consent may turn the last ones away.
  expect(clicks.map(({ status }) => status).filter((status) => status !== 201 && status !== 429)).toEqual([]);
  await person.consent(operationId);
  const streams = await Promise.all(fifty.map(() => person.watch(operationId)));
  expect(streams.filter((stream) => stream.includes('event: result'))).toHaveLength(1);
  expect(streams.filter((stream) => !/"state":"done"/.test(stream))).toEqual([]);
  const [application, ...others] = await tenant.connectorApplications();
  expect(others).toEqual([]);
  expect(application?.passwordCredentials).toHaveLength(1);
  const listed = (await person.list()).filter(({ id }) => application?.uniqueName === `siem-connect-${id}`);
  expect(listed).toEqual([{ id: listed[0]?.id, incomplete: false, removing: false }]);
});
