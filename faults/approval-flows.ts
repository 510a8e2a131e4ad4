import { randomBytes } from 'node:crypto';
import { type Approval, APPROVAL_PURPOSE, type ApprovalTransaction } from '@/lib/approval/approval';
import type { ApprovalStore } from '@/lib/approval/approval-store';
import { findApproval } from '@/lib/approval/find-approval';
import { approvalProblems, completeApproval } from '@/lib/approval/complete-approval';
import { startApproval } from '@/lib/approval/start-approval';
import { entraProblemKinds } from '@/lib/entra/entra-problem';
import { hashSecret, newCookieValue } from '@/lib/seal/hash-secret';
import { portalSealer } from '@/lib/seal/portal-keys';
import { portalCallback } from '@/tenant/testing/test-clients';
import { discovery, enable } from './connector-flows';
import type { Flow, Outcome } from './flow';
import type { FaultContext } from './fault-context';

/** The one approval of the stage's connector; the real store has tests of its own. */
async function approvalsOf(faultContext: FaultContext): Promise<ApprovalStore> {
  const { tenantId, id: connectorId } = await faultContext.connector();
  const dates = { createdAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000), decidedAt: null } as const;
  const people = { askedByUpn: 'pat@contoso.example', decidedByUpn: null } as const;
  const waiting: Approval = { ...dates, ...people, tenantId, connectorId, state: 'waiting' };
  return {
    ask: () => Promise.resolve(),
    findByLink: () => Promise.resolve(waiting),
    findByConnector: () => Promise.resolve(waiting),
    decide: () => Promise.resolve(true),
    beginTransaction: () => Promise.resolve(),
    consumeTransaction: () => Promise.resolve(true),
    forget: () => Promise.resolve(),
  };
}

async function sourcesOf(faultContext: FaultContext) {
  const { connectors, audit, graph, clock, requestId, operator } = faultContext.context();
  const approvals = await approvalsOf(faultContext);
  const shared = { sealer: portalSealer(), graph: () => Promise.resolve(graph), now: Date.now };
  return { ...shared, approvals, connectors, audit, clock, requestId, session: operator.session };
}

async function goToEntra(faultContext: FaultContext, tokenHash: string): Promise<Outcome> {
  const { session, ...sources } = await sourcesOf(faultContext);
  const opened = await findApproval(sources, session, tokenHash);
  if (!opened.ok) return { ok: false, cause: opened.error.kind, requestId: null };
  const { authorityHost, findApi, fetch } = faultContext.context();
  const plan = { ...sources, authorityHost, findApi, fetch, redirectUri: portalCallback };
  const started = await startApproval(plan, opened.value);
  if (started.ok) return { ok: true, named: [] };
  const { error } = started;
  return { ok: false, cause: error.kind === 'entra' ? error.problem.kind : error.kind, requestId: null };
}

async function comeBack(faultContext: FaultContext, tokenHash: string): Promise<Outcome> {
  const { session, ...sources } = await sourcesOf(faultContext);
  const { tenantId, personId, id: sessionId } = session;
  const cookie = newCookieValue();
  const transaction: ApprovalTransaction = {
    ...{ tokenHash, tenantId, personId, sessionId, cookieHash: hashSecret(cookie) },
    expiresAt: Date.now() + 60_000,
  };
  const state = sources.sealer.seal(APPROVAL_PURPOSE, JSON.stringify(transaction));
  const completed = await completeApproval({ ...sources, takeCookie: () => Promise.resolve(cookie) }, session, {
    state,
    error: null,
    errorDescription: null,
  });
  const problem = completed.ok ? completed.value.problem : completed.error.kind;
  return problem ? { ok: false, cause: problem, requestId: null } : { ok: true, named: [] };
}

const link = () => hashSecret(randomBytes(32).toString('base64url'));
const readRole = { name: 'read the API', method: 'GET', path: '/servicePrincipals\\(appId' };

export const approvalFlows: readonly Flow[] = [
  {
    name: 'Approve, to Entra’s page',
    causes: ['changed', ...entraProblemKinds],
    prepare: async (faultContext) => {
      await enable(faultContext);
    },
    begin: (faultContext) => Promise.resolve(() => goToEntra(faultContext, link())),
    calls: [
      // What cannot be read counts as unchanged: Entra's page lists it.
      { ...readRole, isKeptForLater: true },
      {
        ...{ name: 'read the registration', method: 'GET', path: '/applications\\(uniqueName' },
        isKeptForLater: true,
      },
      discovery,
    ],
  },
  {
    name: 'Approve, back from Entra’s page',
    causes: approvalProblems,
    prepare: async (faultContext) => {
      await enable(faultContext);
    },
    begin: (faultContext) => Promise.resolve(() => comeBack(faultContext, link())),
    calls: [readRole, { name: 'read the permissions', method: 'GET', path: '/appRoleAssignments$' }],
  },
];
