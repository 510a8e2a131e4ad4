import 'server-only';
import { cache } from 'react';
import { currentAudit } from '@/lib/audit/audit-request';
import { apiFacts } from '@/lib/cloud/alert-api';
import { authorizeViewer } from '@/lib/session/access';
import { type DirectoryRole, knownRoles } from '@/lib/session/directory-roles';
import { environment } from '@/lib/env';
import { findSession } from '@/lib/session/session-queries';
import type { Session } from '@/lib/session/session';
import type { AlertApi } from '@/lib/siem/connector-details';
import { type Approval, approvalState, type ApprovalState } from './approval';
import { approvalStore } from './approval-store';
import { approvalSources } from './approval-dependencies';
import { findApproval, type OpenedApproval } from './find-approval';
import { openedLink } from './opened-link-cookie';
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
  /** upn null: nobody is signed in. */
  | { readonly kind: 'unknown'; readonly upn: string | null }
  /** This browser has not brought the part of the link that opens it. */
  | { readonly kind: 'closed'; readonly upn: string | null }
  /** What is asked, for whoever has the link, before they sign in. */
  | ({ readonly kind: 'signedOut'; readonly tenantId: string } & RequestedGrant)
  | {
      readonly kind: 'role';
      readonly upn: string;
      readonly api: AlertApi;
      readonly roles: readonly DirectoryRole[];
    }
  | ({ readonly kind: 'open'; readonly upn: string; readonly problem: ApprovalProblem | null } & RequestedGrant);

/** What would be granted, to what, and who asks. */
export type RequestedGrant = {
  readonly status: ApprovalStatus & { readonly state: ApprovalState };
  readonly name: string;
  readonly appId: string;
  readonly api: AlertApi;
  /** The same name as an application permission and as a delegated one, or two names. */
  readonly appRole: string;
  readonly delegatedScope: string;
  readonly askedAt: string;
};

/** @param problem what the address says that the way to Entra ended with; only words, never proof */
export const getApprovalPage = cache(async (linkId: string, problem: unknown): Promise<ApprovalPage> => {
  const session = await findSession();
  const upn = session?.personUpn ?? null;
  const tokenHash = await openedLink(linkId);
  if (tokenHash === null) return { kind: 'closed', upn };
  if (!session) return describeSignedOut(tokenHash);
  const opened = await findApproval(approvalSources, session, tokenHash);
  if (!opened.ok && opened.error.kind === 'role') {
    await recordWrongRole(session, opened.error.connectorId);
    return { kind: 'role', upn: session.personUpn, api: opened.error.api, roles: knownRoles(session.roles) };
  }
  const grant = opened.ok ? describeGrant(opened.value) : null;
  if (!grant) return { kind: 'unknown', upn };
  const known = approvalProblems.find((one) => one === problem) ?? null;
  return { kind: 'open', upn: session.personUpn, problem: known, ...grant };
});

async function describeSignedOut(tokenHash: string): Promise<ApprovalPage> {
  const { ENTRA_TENANT_ID: tenantId } = environment();
  const approval = await approvalSources.approvals.findByLink({ tenantId, tokenHash });
  const connector = approval && (await approvalSources.connectors.find({ tenantId, id: approval.connectorId }));
  const grant = connector && describeGrant({ approval, connector });
  return grant ? { kind: 'signedOut', tenantId, ...grant } : { kind: 'unknown', upn: null };
}

/** @returns null once there is nothing to grant to */
function describeGrant({ approval, connector }: Pick<OpenedApproval, 'approval' | 'connector'>): RequestedGrant | null {
  const { name, api, appId } = connector;
  if (!appId) return null;
  const { appRole, delegatedScope } = apiFacts(api);
  const askedAt = approval.createdAt.toISOString();
  return { name, appId, api, appRole, delegatedScope, askedAt, status: statusOf(approval) };
}

async function recordWrongRole(session: Session, target: string): Promise<void> {
  const audit = await currentAudit(session);
  const detail = { roles: knownRoles(session.roles).join(' ') };
  await audit.record({ action: 'approval-open', outcome: 'refused', target, detail });
}
