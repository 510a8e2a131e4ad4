import 'server-only';
import type { ApiEndpoint } from '@/lib/cloud/alert-api';
import type { Connector } from '@/lib/connector/connector';
import { adminConsentUrl } from '@/lib/entra/admin-consent';
import type { EntraProblem } from '@/lib/entra/entra-problem';
import type { GraphContext } from '@/lib/graph/graph-context';
import type { RetryContext } from '@/lib/http/retry';
import { fail, type Result, succeed } from '@/lib/result';
import { hashSecret, newCookieValue } from '@/lib/seal/hash-secret';
import type { Sealer } from '@/lib/seal/seal';
import type { Session } from '@/lib/session/session';
import { APPROVAL_MINUTES, APPROVAL_PURPOSE, approvalState, type ApprovalTransaction } from './approval';
import type { ApprovalStore } from './approval-store';
import { isRegistrationChanged } from './requested-role';
import type { OpenedApproval } from './find-approval';

export type StartApprovalDependencies = {
  readonly approvals: Pick<ApprovalStore, 'beginTransaction'>;
  readonly sealer: Sealer;
  readonly authorityHost: string;
  readonly findApi: (connector: Connector) => ApiEndpoint | null;
  readonly redirectUri: string;
  readonly fetch: typeof fetch;
  readonly clock: RetryContext;
  /** With the administrator's own read token; null when there is none. */
  readonly graph: (session: Session) => Promise<GraphContext | null>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

export type StartRefusal =
  | { readonly kind: 'closed' }
  /** The registration would grant something else. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'entra'; readonly problem: EntraProblem };

export type StartedApproval = {
  /** Where to send the administrator: Entra's own page for this application. */
  readonly url: string;
  /** For the browser to come back with. */
  readonly cookie: string;
};

/**
 * Sends the administrator to Entra. The state that comes back is sealed, ends, and names the person and the session, so
 * that another's answer counts for nothing; it counts once, in the browser that it began in.
 */
export async function startApproval(
  dependencies: StartApprovalDependencies,
  { link, approval, connector, approver }: OpenedApproval,
): Promise<Result<StartedApproval, StartRefusal>> {
  const { sealer, authorityHost, redirectUri, fetch, clock, graph, now } = dependencies;
  if (approvalState(approval, now()) !== 'waiting' || !connector.appId) return fail({ kind: 'closed' });
  if (await isRegistrationChanged(await graph(approver.session), connector)) return fail({ kind: 'changed' });
  const resource = dependencies.findApi(connector)?.resource;
  if (!resource) return fail({ kind: 'closed' });
  const { tenantId, personId, id: sessionId } = approver.session;
  const cookie = newCookieValue();
  const transaction: ApprovalTransaction = {
    ...{ tokenHash: link.tokenHash, tenantId, personId, sessionId, cookieHash: hashSecret(cookie) },
    expiresAt: now() + APPROVAL_MINUTES * 60_000,
  };
  const state = sealer.seal(APPROVAL_PURPOSE, JSON.stringify(transaction));
  const application = { authorityHost, tenantId, clientId: connector.appId, clock };
  const url = await adminConsentUrl(application, { redirectUri, resource, state }, fetch);
  if (!url.ok) return fail({ kind: 'entra', problem: url.error });
  await dependencies.approvals.beginTransaction(link, hashSecret(state));
  return succeed({ url: url.value, cookie });
}
