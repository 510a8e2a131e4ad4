import 'server-only';
import { randomBytes } from 'node:crypto';
import type { AuditTrail } from '@/lib/audit/audit';
import type { Connector } from '@/lib/connector/connector';
import { hashSecret } from '@/lib/seal/hash-secret';
import type { Operator } from '@/lib/session/access';
import { APPROVAL_DAYS } from './approval';
import type { ApprovalStore } from './approval-store';

export type AskDependencies = {
  readonly approvals: ApprovalStore;
  readonly audit: AuditTrail;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** The random part of a link. It is shown to one person, once. */
export type AskedApproval = { readonly token: string; readonly expiresAt: Date };

/**
 * Makes a link by which an administrator can be asked for the connector's permission. Valid for seven days and one
 * decision; an earlier link stops working.
 *
 * @returns null while there is no service principal that a permission could be granted to, or nothing to ask for
 */
export async function askAdministrator(
  { approvals, audit, now }: AskDependencies,
  { session }: Operator,
  connector: Connector,
): Promise<AskedApproval | null> {
  const { tenantId, id: connectorId, servicePrincipalId, appId, state } = connector;
  if (!servicePrincipalId || !appId || state !== 'incomplete') return null;
  const { personId, personUpn } = session;
  const token = randomBytes(32).toString('base64url');
  const createdAt = new Date(now());
  const expiresAt = new Date(now() + APPROVAL_DAYS * 86_400_000);
  const asked = { tokenHash: hashSecret(token), askedById: personId, askedByUpn: personUpn, createdAt, expiresAt };
  const detail = { appId, api: connector.api, expiresAt: expiresAt.toISOString() };
  const end = await audit.begin({ action: 'approval-ask', target: connectorId, detail });
  await approvals.ask({ tenantId, connectorId }, asked);
  await end('done', detail);
  return { token, expiresAt };
}
