import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent } from '@/lib/audit/audit';
import { connectorStore } from '@/lib/connector/connector-store';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import { hashSecret } from '@/lib/consent/consent-secrets';
import { closeDatabase, database } from '@/lib/db/database';
import type { GraphContext } from '@/lib/graph/graph-context';
import { createSealer } from '@/lib/seal/seal';
import { admitOperator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import { sampleSession } from '@/lib/session/testing/sample-session';
import { APPROVAL_PURPOSE, approvalState } from './approval';
import { approvalStore } from './approval-store';
import { askAdministrator } from './ask-administrator';
import { findApproval } from './find-approval';
import { type ConsentAnswer, decideApproval, settleApproval, type SettleDependencies } from './settle-approval';
import { startApproval } from './start-approval';

beforeAll(database);
afterAll(closeDatabase);

const DAY_MS = 86_400_000;
const [role, scope] = ['472e4a4d-bb4a-4026-98d1-0b0d74cb74a5', 'bc257fb8-46b4-4b15-8713-01e91bfbe4ea'] as const;
const graphAppId = '00000003-0000-0000-c000-000000000000';
const resourceId = '66666666-aaaa-4bbb-8ccc-000000000006';
const sealer = createSealer('a secret of at least thirty-two letters');

const still = { now: () => 0, sleep: () => Promise.resolve() };

type Directory = { granted: boolean; listed: readonly { id: string; type: string }[]; status: number };

/** Microsoft Graph, as far as an approval reads it. */
function graphOf(directory: Directory): GraphContext {
  const answer = (path: string) => {
    if (path.includes('appRoleAssignments'))
      return { value: directory.granted ? [{ id: 'assignment', appRoleId: role, resourceId }] : [] };
    if (path.includes('/applications')) {
      return { requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: directory.listed }] };
    }
    return { id: resourceId, appRoles: [{ id: role, value: 'SecurityAlert.Read.All' }] };
  };
  return {
    ...{ graphUrl: 'https://graph.example', token: 'read-token', patience: still },
    fetch: (input) => {
      const { pathname } = new URL(new Request(input).url);
      const body = directory.status === 200 ? answer(pathname) : { error: { code: 'Some_Code', message: 'words' } };
      return Promise.resolve(Response.json(body, { status: directory.status }));
    },
  };
}

async function stage() {
  const tenantId = randomUUID();
  const clock = { now: Date.UTC(2026, 10, 22) };
  const audited: AuditEvent[] = [];
  const directory: Directory = {
    ...{ granted: false, status: 200 },
    listed: [
      { id: role, type: 'Role' },
      { id: scope, type: 'Scope' },
    ],
  };
  const person = (...roles: readonly string[]): Session => sampleSession({ tenantId, roles });
  const made = await connectorStore.create({ ...newConnector(tenantId), api: 'graph-alerts' });
  await connectorStore.update(made, { appId: randomUUID(), servicePrincipalId: randomUUID() });
  const connector = (await connectorStore.find(made)) ?? made;
  const dependencies: SettleDependencies = {
    ...{ approvals: approvalStore, connectors: connectorStore, sealer, requestId: 'our-request-id' },
    now: () => clock.now,
    audit: {
      record: (event) => {
        audited.push(event);
        return Promise.resolve();
      },
    },
    graph: () => Promise.resolve(graphOf(directory)),
  };
  const operator = admitOperator(person(directoryRoles.securityAdministrator, directoryRoles.applicationAdministrator));
  if (!operator) throw new Error('the operator was refused');
  const ask = async () => {
    const asked = await askAdministrator(dependencies, operator, connector);
    if (!asked) throw new Error('nothing was asked');
    return asked.token;
  };
  const stateOf = async () => {
    const approval = await approvalStore.findByConnector({ tenantId, connectorId: connector.id });
    return approval && approvalState(approval, clock.now);
  };
  const administrator = person(directoryRoles.globalAdministrator);
  return { tenantId, clock, audited, directory, person, connector, dependencies, ask, stateOf, administrator };
}

type Staged = Awaited<ReturnType<typeof stage>>;

/** What Entra's redirect brings back for this person. */
function answerFor(token: string, { tenantId, personId }: Session, given: Partial<ConsentAnswer> = {}): ConsentAnswer {
  const state = sealer.seal(APPROVAL_PURPOSE, JSON.stringify({ token, tenantId, personId }));
  return { state, error: null, errorDescription: null, ...given };
}

async function start({ dependencies, clock }: Staged, session: Session, token: string) {
  const fetch = () => Promise.resolve(Response.json({ authorization_endpoint: 'https://login.example/t/authorize' }));
  const opened = await findApproval(dependencies, session, token);
  if (!opened.ok) throw new Error(opened.error.kind);
  const { graph } = dependencies;
  const findApi = () => ({ resource: 'https://graph.microsoft.com', alertsUrl: 'https://graph.example/alerts_v2' });
  const origin = { authorityHost: 'https://login.example', redirectUri: 'https://portal.example/callback', findApi };
  return startApproval({ sealer, graph, fetch, patience: still, now: () => clock.now, ...origin }, opened.value, token);
}

describe('a link', () => {
  it.each([
    ['another tenant', (staged: Staged) => ({ ...staged.administrator, tenantId: randomUUID() }), 'unknown'],
    [
      'an Application Administrator',
      (staged: Staged) => staged.person(directoryRoles.applicationAdministrator),
      'role',
    ],
    ['a Security Administrator', (staged: Staged) => staged.person(directoryRoles.securityAdministrator), 'role'],
    ['somebody without a role', (staged: Staged) => staged.person(), 'role'],
  ] as const)('opens nothing for %s', async (_who, sessionOf, kind) => {
    const staged = await stage();
    const token = await staged.ask();
    const opened = await findApproval(staged.dependencies, sessionOf(staged), token);
    expect(opened).toMatchObject({ ok: false, error: { kind } });
  });

  it.each(['', 'short', '../../etc/passwd', 'x'.repeat(43)])('is not guessed by %j', async (token) => {
    const staged = await stage();
    await staged.ask();
    const opened = await findApproval(staged.dependencies, staged.administrator, token);
    expect(opened).toEqual({ ok: false, error: { kind: 'unknown' } });
  });

  it.each([directoryRoles.globalAdministrator, directoryRoles.privilegedRoleAdministrator])(
    'opens for role %s of the same tenant',
    async (held) => {
      const staged = await stage();
      const opened = await findApproval(staged.dependencies, staged.person(held), await staged.ask());
      expect(opened).toMatchObject({ ok: true, value: { connector: { id: staged.connector.id } } });
    },
  );

  it('is in no row and in no audit event', async () => {
    const staged = await stage();
    const token = await staged.ask();
    const rows = await (await database()).prisma.approval.findMany({ where: { tenantId: staged.tenantId } });
    expect(rows).toMatchObject([{ tokenHash: hashSecret(token) }]);
    expect(JSON.stringify([rows, staged.audited])).not.toContain(token);
    expect(staged.audited).toMatchObject([{ action: 'approval-ask', target: staged.connector.id }]);
  });

  it('is not made before there is something to grant to', async () => {
    const staged = await stage();
    const operator = admitOperator(staged.administrator);
    if (!operator) throw new Error('the operator was refused');
    const early = { ...staged.connector, servicePrincipalId: null };
    expect(await askAdministrator(staged.dependencies, operator, early)).toBeNull();
    expect(await staged.stateOf()).toBeNull();
  });
});

describe('startApproval', () => {
  it('leads to Entra for all that the registration lists, and to nothing that names the link', async () => {
    const staged = await stage();
    const token = await staged.ask();
    const started = await start(staged, staged.administrator, token);
    if (!started.ok) throw new Error(started.error.kind);
    const url = new URL(started.value);
    expect(url.origin + url.pathname).toBe(`https://login.example/${staged.tenantId}/v2.0/adminconsent`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: staged.connector.appId,
      scope: 'https://graph.microsoft.com/.default',
      redirect_uri: 'https://portal.example/callback',
    });
    expect(url.href).not.toContain(token);
  });

  it.each([
    ['one more permission', [{ id: '19dbc75e-c2e2-444c-a770-ec69d8559fc7', type: 'Role' }]],
    ['another kind of it', [{ id: role, type: 'Scope' }]],
  ])('leads nowhere when the registration lists %s', async (_what, more) => {
    const staged = await stage();
    const token = await staged.ask();
    staged.directory.listed = [...staged.directory.listed, ...more];
    expect(await start(staged, staged.administrator, token)).toEqual({ ok: false, error: { kind: 'changed' } });
  });

  it('is closed from the end of the seventh day', async () => {
    const staged = await stage();
    const token = await staged.ask();
    staged.clock.now += 7 * DAY_MS - 1;
    expect((await start(staged, staged.administrator, token)).ok).toBe(true);
    staged.clock.now += 1;
    expect(await start(staged, staged.administrator, token)).toEqual({ ok: false, error: { kind: 'closed' } });
    expect(await staged.stateOf()).toBe('expired');
  });
});

describe('settleApproval', () => {
  const settle = (on: Staged, who: Session | null, what: ConsentAnswer) => settleApproval(on.dependencies, who, what);

  it.each([null, 'some-state', sealer.seal('consent-passage', '{}')])('leaves state %j to others', async (state) => {
    const staged = await stage();
    const answer = { state, error: null, errorDescription: null };
    expect(await settle(staged, staged.administrator, answer)).toEqual({ ok: false, error: { kind: 'notOurs' } });
  });

  it('takes an answer only from the person who went', async () => {
    const staged = await stage();
    staged.directory.granted = true;
    const answer = answerFor(await staged.ask(), staged.administrator);
    const others = [null, staged.person(directoryRoles.globalAdministrator)];
    for (const session of [...others, { ...staged.administrator, tenantId: randomUUID() }]) {
      expect(await settle(staged, session, answer)).toEqual({ ok: false, error: { kind: 'refused' } });
    }
    expect(await staged.stateOf()).toBe('waiting');
    const reasons = staged.audited.filter(({ outcome }) => outcome === 'refused').map(({ detail }) => detail?.reason);
    expect(reasons).toEqual(['session', 'person', 'person']);
  });

  it('does not believe a redirect that says yes', async () => {
    const staged = await stage();
    const answer = answerFor(await staged.ask(), staged.administrator);
    expect(await settle(staged, staged.administrator, answer)).toMatchObject({ value: { problem: 'missing' } });
    staged.directory.status = 403;
    expect(await settle(staged, staged.administrator, answer)).toMatchObject({ value: { problem: 'unread' } });
    expect(await staged.stateOf()).toBe('waiting');
  });

  it('does not decide for a person who lost the role meanwhile', async () => {
    const staged = await stage();
    staged.directory.granted = true;
    const answer = answerFor(await staged.ask(), staged.administrator);
    const demoted = { ...staged.administrator, roles: [] };
    expect(await settle(staged, demoted, answer)).toMatchObject({ ok: true, value: { problem: null } });
    expect(await staged.stateOf()).toBe('waiting');
  });

  it.each([
    ['consent_required', 'AADSTS65004: The resource owner or authorization server denied the request.', 'declined'],
    ['access_denied', 'AADSTS65004: User declined to consent to access the app.', 'declined'],
    ['permission_denied', 'The admin canceled the request', 'declined'],
    ['access_denied', 'AADSTS90094: an administrator is needed', 'waiting'],
    ['server_error', 'AADSTS90033: A transient error has occurred.', 'waiting'],
  ] as const)('after %s with "%s" it is %s', async (error, errorDescription, state) => {
    const staged = await stage();
    const answer = answerFor(await staged.ask(), staged.administrator, { error, errorDescription });
    await settle(staged, staged.administrator, answer);
    expect(await staged.stateOf()).toBe(state);
  });

  it('records an approval that the directory bears out, once, with who and for whom', async () => {
    const staged = await stage();
    staged.directory.granted = true;
    const answer = answerFor(await staged.ask(), staged.administrator);
    for (const settled of await Promise.all([0, 1].map(() => settle(staged, staged.administrator, answer))))
      expect(settled).toMatchObject({ value: { problem: null } });
    expect(await staged.stateOf()).toBe('approved');
    const decided = staged.audited.filter(({ action }) => action === 'approval-decide');
    expect(decided.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
    expect(decided[0]).toMatchObject({ personId: staged.administrator.personId, detail: { decision: 'approved' } });
  });

  it('changes nothing once it is decided', async () => {
    const staged = await stage();
    const token = await staged.ask();
    const opened = await findApproval(staged.dependencies, staged.administrator, token);
    if (!opened.ok) throw new Error(opened.error.kind);
    expect(await decideApproval(staged.dependencies, opened.value, 'declined')).toBe(true);
    staged.directory.granted = true;
    await settle(staged, staged.administrator, answerFor(token, staged.administrator));
    expect(await staged.stateOf()).toBe('declined');
  });
});
