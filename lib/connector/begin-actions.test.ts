import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelConsent } from '@/lib/consent/consent-actions';
import { consentStore } from '@/lib/consent/consent-store';
import { sampleFlow } from '@/lib/consent/testing/sample-flow';
import { closeDatabase, database } from '@/lib/db/database';
import { environment } from '@/lib/env';
import { inRequest } from '@/lib/request/testing/in-request';
import { directoryRoles } from '@/lib/session/directory-roles';
import { sessionCookieName } from '@/lib/session/session-cookie';
import { sessionStore } from '@/lib/session/session-store';
import { sampleSignIn } from '@/lib/session/testing/sample-session';
import { beginEnable } from './begin-actions';

process.env.ENTRA_TENANT_ID = randomUUID();

beforeAll(() => database());
afterAll(closeDatabase);

const roles = [directoryRoles.securityAdministrator, directoryRoles.applicationAdministrator];

async function signedIn() {
  const session = await sessionStore.create(sampleSignIn({ tenantId: environment().ENTRA_TENANT_ID, roles }));
  const cookie = await encode({ token: { sid: session.id }, secret: environment().SESSION_SECRET });
  const as = async <Value>(work: () => Promise<Value>) =>
    (await inRequest({ cookies: { [sessionCookieName()]: cookie } }, work)).value;
  const events = async () => {
    const { prisma } = await database();
    const rows = await prisma.auditEvent.findMany({ where: { personId: session.personId } });
    return rows.map(({ action, outcome, target, detail }) => ({ action, outcome, target, detail }));
  };
  return { session, as, events };
}

function form(api: string, secretDays: number): FormData {
  const filled = new FormData();
  for (const [name, value] of Object.entries({ name: 'ArcSight', api, region: 'eu', secretDays: String(secretDays) })) {
    filled.set(name, value);
  }
  return filled;
}

describe('beginEnable', () => {
  it('refuses an API that the person may not grant, and records it', async () => {
    const { as, events } = await signedIn();
    const flowId = randomUUID();
    const state = await as(() => beginEnable({ flowId, opened: true }, form('graph-alerts', 90)));
    expect(state).toEqual({ ok: false, problem: 'role' });
    const detail = { purpose: 'enable', reason: 'role' };
    expect(await events()).toEqual([{ action: 'consent-start', outcome: 'refused', target: flowId, detail }]);
  });

  it('refuses what the policy of the tenant does not allow, and records it', async () => {
    const { as, events, session } = await signedIn();
    const resources = { 'defender-alerts': null, 'graph-alerts': null };
    const checkedAt = new Date().toISOString();
    await sessionStore.saveFindings(session.id, { checkedAt, secrets: { allowed: true, maxDays: 30 }, resources });
    const flowId = randomUUID();
    const state = await as(() => beginEnable({ flowId, opened: true }, form('defender-alerts', 90)));
    expect(state).toEqual({ ok: false, problem: 'policy' });
    const detail = { purpose: 'enable', reason: 'policy' };
    expect(await events()).toEqual([{ action: 'consent-start', outcome: 'refused', target: flowId, detail }]);
  });
});

describe('cancelConsent', () => {
  it('cancels the own flow while nobody works on it, and is recorded', async () => {
    const { as, events, session } = await signedIn();
    const flow = sampleFlow({ tenantId: session.tenantId, personId: session.personId });
    await consentStore.create(flow);
    expect(await as(() => cancelConsent(flow.id))).toBe(true);
    expect((await consentStore.find(flow))?.state).toBe('cancelled');
    expect(await events()).toEqual([{ action: 'consent-cancel', outcome: 'done', target: flow.id, detail: null }]);
  });

  it('says that there is nothing to cancel when work has begun, or the flow is another’s', async () => {
    const { as, events, session } = await signedIn();
    const own = sampleFlow({ tenantId: session.tenantId, personId: session.personId });
    const foreign = sampleFlow({ tenantId: session.tenantId });
    for (const flow of [own, foreign]) await consentStore.create(flow);
    await consentStore.move(own, ['waiting'], 'running');
    expect(await as(() => cancelConsent(own.id))).toBe(false);
    expect(await as(() => cancelConsent(foreign.id))).toBe(false);
    expect((await consentStore.find(own))?.state).toBe('running');
    expect(await events()).toEqual([]);
  });
});
