import { randomUUID } from 'node:crypto';
import { type AuditEvent, auditTrail } from '@/lib/audit/audit';
import { connectorStore } from '@/lib/connector/connector-store';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import type { GraphContext } from '@/lib/graph/graph-context';
import { createSealer } from '@/lib/seal/seal';
import { authorizeOperator } from '@/lib/session/access';
import { directoryRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import { sampleSession } from '@/lib/session/testing/sample-session';
import { approvalState } from '../approval';
import { approvalStore } from '../approval-store';
import { askAdministrator } from '../ask-administrator';
import type { CompletionDependencies } from '../complete-approval';

/** The permission that is asked for. */
export const role = '472e4a4d-bb4a-4026-98d1-0b0d74cb74a5';
/** Its delegated twin. */
const scope = 'bc257fb8-46b4-4b15-8713-01e91bfbe4ea';
const graphAppId = '00000003-0000-0000-c000-000000000000';
const resourceId = '66666666-aaaa-4bbb-8ccc-000000000006';
export const sealer = createSealer('a secret of at least thirty-two letters');

export const still = { now: () => 0, sleep: () => Promise.resolve() };

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
    ...{ graphUrl: 'https://graph.example', token: 'read-token', clock: still },
    fetch: (input) => {
      const { pathname } = new URL(new Request(input).url);
      const body = directory.status === 200 ? answer(pathname) : { error: { code: 'Some_Code', message: 'words' } };
      return Promise.resolve(Response.json(body, { status: directory.status }));
    },
  };
}

/** A connector that waits for its permission, and everybody who has to do with that. */
export async function setUpTest() {
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
  /** What the administrator's browser holds. */
  const browser: { cookie: string | null } = { cookie: null };
  const dependencies: CompletionDependencies = {
    takeCookie: () => Promise.resolve(browser.cookie),
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
  const operator = authorizeOperator(
    person(directoryRoles.securityAdministrator, directoryRoles.applicationAdministrator),
  );
  if (!operator) throw new Error('the operator was refused');
  const asking = { ...dependencies, audit: auditTrail(dependencies.audit, operator.session, dependencies.requestId) };
  const ask = async () => {
    const asked = await askAdministrator(asking, operator, connector);
    if (!asked) throw new Error('nothing was asked');
    return asked.token;
  };
  const stateOf = async () => {
    const approval = await approvalStore.findByConnector({ tenantId, connectorId: connector.id });
    return approval && approvalState(approval, clock.now);
  };
  const administrator = person(directoryRoles.globalAdministrator);
  const known = { tenantId, clock, audited, directory, person, connector, administrator, browser };
  return { ...known, dependencies, asking, ask, stateOf };
}

export type TestContext = Awaited<ReturnType<typeof setUpTest>>;
