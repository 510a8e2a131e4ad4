import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connectorStore } from '@/lib/connector/connector-store';
import { newConnector } from '@/lib/connector/testing/sample-connector';
import { silentTrail } from '@/lib/audit/testing/silent-trail';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { authorizeOperator } from '@/lib/session/access';
import { approvalLimit } from '@/lib/rate-limit/rate-limit-store';
import { directoryRoles } from '@/lib/session/directory-roles';
import { sessionCookieName } from '@/lib/session/session-cookie';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSession, sampleSignIn } from '@/lib/session/testing/sample-session';
import { checkApproval, declineApproval, goToApprove, makeApprovalLink } from './approval-actions';
import { approvalStore } from './approval-store';
import { askAdministrator } from './ask-administrator';
import { openLink } from './testing/open-link';

process.env.ENTRA_TENANT_ID = randomUUID();
// As in next.config.js: without it, Next refuses to refuse.
vi.stubEnv('__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS', 'true');

beforeAll(() => database());
afterAll(closeDatabase);

/** A connector whose permission somebody was asked for, and a person with these roles. */
async function setUpTest(...roles: readonly string[]) {
  const tenantId = environment().ENTRA_TENANT_ID;
  const connector = await connectorStore.create({ ...newConnector(tenantId), api: 'graph-alerts' });
  await connectorStore.update(connector, { appId: randomUUID(), servicePrincipalId: randomUUID() });
  const asker = authorizeOperator(sampleSession({ tenantId, roles: [directoryRoles.globalAdministrator] }));
  const enabled = await connectorStore.find(connector);
  if (!asker || !enabled) throw new Error('nobody can ask');
  const sources = { approvals: approvalStore, audit: silentTrail, now: Date.now };
  const asked = await askAdministrator(sources, asker, enabled);
  if (!asked) throw new Error('nothing was asked');

  const { linkId, cookies } = await openLink(asked.token);
  const session = await sessionStore.create(sampleSignIn({ tenantId, roles }));
  const cookie = await encode({ token: { sid: session.id }, secret: environment().SESSION_SECRET });
  /** What Next would make of it: `NEXT_REDIRECT;…;/address;…` or `NEXT_HTTP_ERROR_FALLBACK;403`. */
  const digestOf = async (work: () => Promise<unknown>): Promise<unknown> =>
    inRequest({ cookies: { ...cookies, [sessionCookieName()]: cookie } }, work).then(
      () => null,
      (error: unknown) => (error instanceof Error && 'digest' in error ? error.digest : error),
    );
  const events = async () => {
    const { prisma } = await database();
    const where = { personId: session.personId };
    return prisma.auditEvent.findMany({ where, select: { action: true, outcome: true } });
  };
  const approval = () => approvalStore.findByConnector({ tenantId, connectorId: connector.id });
  return { connector, linkId, digestOf, events, approval };
}

function form(linkId: string): FormData {
  const filled = new FormData();
  filled.set('link', linkId);
  return filled;
}

const without = [
  ['nobody', []],
  ['a Security Reader', [directoryRoles.securityReader]],
  ['an Application Administrator', [directoryRoles.applicationAdministrator]],
] as const;

describe('makeApprovalLink', () => {
  it.each(without)('answers 403 to a person with the roles of %s, records it, and makes no link', async (_, roles) => {
    const { connector, digestOf, events, approval } = await setUpTest(...roles);
    const before = await approval();
    expect(await digestOf(() => makeApprovalLink(connector.id))).toBe('NEXT_HTTP_ERROR_FALLBACK;403');
    expect(await events()).toEqual([{ action: 'access', outcome: 'refused' }]);
    expect(await approval()).toEqual(before);
  });
});

describe.each([
  ['goToApprove', goToApprove],
  ['declineApproval', declineApproval],
  ['checkApproval', checkApproval],
] as const)('%s', (_name, action) => {
  it.each(without)('decides nothing for %s, and leads to the page that says which role is needed', async (_, roles) => {
    const { linkId, digestOf, events, approval } = await setUpTest(...roles);
    const before = await approval();
    expect(await digestOf(() => action(form(linkId)))).toContain(`;/approve/${linkId};`);
    expect(await approval()).toEqual(before);
    // The page itself records who came.
    expect(await events()).toEqual([]);
  });
});

describe('a person who asks Entra ID and Microsoft Graph too often', () => {
  it('is told so by the page of the link, and decides nothing', async () => {
    const { linkId, digestOf, approval } = await setUpTest(directoryRoles.globalAdministrator);
    const before = await approval();
    const digests: unknown[] = [];
    for (let press = 0; press <= approvalLimit.points; press += 1)
      digests.push(await digestOf(() => checkApproval(form(linkId))));
    const problems = digests.map((digest) => /problem=(\w+)/.exec(String(digest))?.[1]);
    expect(problems.slice(0, -1)).toEqual(Array.from({ length: approvalLimit.points }, () => 'unread'));
    expect(problems.at(-1)).toBe('tooMany');
    expect(await approval()).toEqual(before);
  });
});
