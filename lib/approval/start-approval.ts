import 'server-only';
import type { ApiEndpoint } from '@/lib/cloud/alert-api';
import type { Connector } from '@/lib/connector/connector';
import { adminConsentUrl } from '@/lib/entra/admin-consent';
import type { EntraProblem } from '@/lib/entra/entra-problem';
import type { GraphContext } from '@/lib/graph/graph-context';
import type { RetryContext } from '@/lib/http/retry';
import { fail, type Result } from '@/lib/result';
import type { Sealer } from '@/lib/seal/seal';
import type { Session } from '@/lib/session/session';
import { APPROVAL_PURPOSE, approvalState } from './approval';
import { isRegistrationChanged } from './requested-role';
import type { OpenedApproval } from './find-approval';

export type StartApprovalDependencies = {
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

/**
 * Where to send the administrator: Entra's own page for this application. The state that comes back is sealed and names
 * the person, so that another's answer counts for nothing.
 */
export async function startApproval(
  dependencies: StartApprovalDependencies,
  { approval, connector, approver }: OpenedApproval,
  token: string,
): Promise<Result<string, StartRefusal>> {
  const { sealer, authorityHost, redirectUri, fetch, clock, graph, now } = dependencies;
  if (approvalState(approval, now()) !== 'waiting' || !connector.appId) return fail({ kind: 'closed' });
  if (await isRegistrationChanged(await graph(approver.session), connector)) return fail({ kind: 'changed' });
  const { tenantId, personId } = approver.session;
  const state = sealer.seal(APPROVAL_PURPOSE, JSON.stringify({ token, tenantId, personId }));
  const resource = dependencies.findApi(connector)?.resource;
  if (!resource) return fail({ kind: 'closed' });
  const application = { authorityHost, tenantId, clientId: connector.appId, clock };
  const url = await adminConsentUrl(application, { redirectUri, resource, state }, fetch);
  return url.ok ? url : fail({ kind: 'entra', problem: url.error });
}
