import 'server-only';
import type { Connector } from '@/lib/connector/connector';
import type { ConnectorStore } from '@/lib/connector/connector-store';
import { fail, type Result, succeed } from '@/lib/result';
import type { Session } from '@/lib/session/session';
import type { Approval } from './approval';
import type { ApprovalStore, LinkKey } from './approval-store';
import { authorizeApprover, type Approver } from './approver';

export type ApprovalSources = { readonly approvals: ApprovalStore; readonly connectors: ConnectorStore };

export type OpenedApproval = {
  readonly link: LinkKey;
  readonly approval: Approval;
  readonly connector: Connector;
  readonly approver: Approver;
};

export type ApprovalRefusal =
  /** Never made, replaced, undone, or another tenant's: all look the same from outside. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'role'; readonly api: Connector['api']; readonly connectorId: string };

/**
 * What a link leads to, for this person: of the same tenant, and with a role that may grant.
 *
 * @param tokenHash see openedLink
 */
export async function findApproval(
  { approvals, connectors }: ApprovalSources,
  session: Session,
  tokenHash: string,
): Promise<Result<OpenedApproval, ApprovalRefusal>> {
  const { tenantId } = session;
  const link = { tenantId, tokenHash };
  const approval = await approvals.findByLink(link);
  const connector = approval && (await connectors.find({ tenantId, id: approval.connectorId }));
  if (!connector) return fail({ kind: 'unknown' });
  const approver = authorizeApprover(session, connector.api);
  if (!approver) return fail({ kind: 'role', api: connector.api, connectorId: connector.id });
  return succeed({ link, approval, connector, approver });
}
