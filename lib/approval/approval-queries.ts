import 'server-only';
import { cache } from 'react';
import { currentAudit } from '@/lib/audit/audit-request';
import { apiFacts } from '@/lib/cloud/alert-api';
import { authorizeViewer } from '@/lib/session/access';
import { type DirectoryRole, knownRoles } from '@/lib/session/directory-roles';
import { findSession, requireSession } from '@/lib/session/session-queries';
import type { Session } from '@/lib/session/session';
import type { AlertApi } from '@/lib/siem/connector-details';
import { type Approval, approvalState, type ApprovalState } from './approval';
import { approvalStore } from './approval-store';
import { approvalSources } from './approval-dependencies';
import { findApproval } from './find-approval';
import { type ApprovalProblem, approvalProblems } from './complete-approval';

/** What the requester's page follows. Times are ISO 8601, UTC. */
export type ApprovalStatus = {
  /** none: nobody was asked yet. */
  readonly state: ApprovalState | 'none';
  readonly askedByUpn: string | null;
  readonly expiresAt: string | null;
  readonly decidedByUpn: string | null;
  readonly decidedAt: string | null;
};

const nobodyAsked: ApprovalStatus = {
  ...{ state: 'none', askedByUpn: null, expiresAt: null, decidedByUpn: null, decidedAt: null },
};

/** Null for those who may not look. */
export async function getApprovalStatus(connectorId: string): Promise<ApprovalStatus | null> {
  const read = await findApprovalReader(connectorId);
  return read && (await read());
}

/** Judged once, for a page that goes on looking. Null for those who may not. */
export async function findApprovalReader(connectorId: string): Promise<(() => Promise<ApprovalStatus>) | null> {
  const session = await findSession();
  if (!session || !authorizeViewer(session)) return null;
  const { tenantId } = session;
  return async () => {
    const approval = await approvalStore.findByConnector({ tenantId, connectorId });
    return approval ? statusOf(approval) : nobodyAsked;
  };
}

function statusOf(approval: Approval): ApprovalStatus & { readonly state: ApprovalState } {
  return {
    state: approvalState(approval, Date.now()),
    askedByUpn: approval.askedByUpn,
    expiresAt: approval.expiresAt.toISOString(),
    decidedByUpn: approval.decidedByUpn,
    decidedAt: approval.decidedAt?.toISOString() ?? null,
  };
}

/** What the administrator's page shows. */
export type ApprovalPage =
  | { readonly kind: 'unknown'; readonly upn: string }
  | {
      readonly kind: 'role';
      readonly upn: string;
      readonly api: AlertApi;
      readonly roles: readonly DirectoryRole[];
    }
  | {
      readonly kind: 'open';
      readonly upn: string;
      readonly status: ApprovalStatus & { readonly state: ApprovalState };
      readonly name: string;
      readonly appId: string;
      readonly api: AlertApi;
      /** The same name as an application permission and as a delegated one, or two names. */
      readonly appRole: string;
      readonly delegatedScope: string;
      readonly askedAt: string;
      readonly problem: ApprovalProblem | null;
    };

/** @param problem what the address says the last passage ended with; only words, never proof */
export const getApprovalPage = cache(async (token: string, problem: unknown): Promise<ApprovalPage> => {
  const session = await requireSession();
  const { personUpn: upn } = session;
  const opened = await findApproval(approvalSources, session, token);
  if (!opened.ok && opened.error.kind === 'role') {
    await recordWrongRole(session, opened.error.connectorId);
    return { kind: 'role', upn, api: opened.error.api, roles: knownRoles(session.roles) };
  }
  if (!opened.ok || !opened.value.connector.appId) return { kind: 'unknown', upn };
  const { approval, connector } = opened.value;
  const { appRole, delegatedScope } = apiFacts(connector.api);
  return {
    ...{ kind: 'open', upn, appRole, delegatedScope, name: connector.name, api: connector.api },
    appId: connector.appId ?? '',
    askedAt: approval.createdAt.toISOString(),
    problem: approvalProblems.find((known) => known === problem) ?? null,
    status: statusOf(approval),
  };
});

/** Without the path: it holds the link. */
async function recordWrongRole(session: Session, target: string): Promise<void> {
  const audit = await currentAudit(session);
  const detail = { roles: knownRoles(session.roles).join(' ') };
  await audit.record({ action: 'approval-open', outcome: 'refused', target, detail });
}
