import 'server-only';
import { approvalStore } from '@/lib/approval/approval-store';
import { auditTrail } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { findApi } from '@/lib/cloud/alert-api';
import { connectorStore } from '@/lib/connector/connector-store';
import { detailsSource } from '@/lib/connector/details-source';
import { journalOf } from '@/lib/connector/journal-store';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import { systemClock } from '@/lib/http/retry';
import type { ElevatedToken } from '@/lib/operations/elevated-token';
import { portalOwnership } from '@/lib/ownership/portal-ownership';
import type { Operator } from '@/lib/session/access';
import { graphContext } from '@/lib/session/graph-access';
import { detectionsReader } from '@/lib/verification/detections-reader';

type Running = {
  readonly operationId: string;
  readonly operator: Operator;
  readonly elevatedToken: ElevatedToken;
  readonly requestId: string;
};

/** Everything that an operation needs for its work in the tenant, with its own elevated token. */
export function operationContext({ operationId, operator, elevatedToken, requestId }: Running): DirectoryContext {
  const { cloud, redirectUris } = detailsSource();
  return {
    operator,
    graph: graphContext(elevatedToken.accessToken),
    connectors: connectorStore,
    approvals: approvalStore,
    journal: journalOf(operationId),
    audit: auditTrail(auditStore, operator.session, requestId),
    ownership: portalOwnership(),
    clock: systemClock,
    fetch: outgoingFetch,
    authorityHost: cloud.authorityHost,
    redirectUris,
    findApi: ({ api, region }) => findApi(cloud, api, region),
    readDetections: detectionsReader(requestId),
    knownResource(api) {
      const found = operator.session.findings?.resources[api];
      const { servicePrincipalId, appRoleId } = found ?? {};
      return servicePrincipalId && appRoleId ? { servicePrincipalId, appRoleId } : null;
    },
    requestId,
  };
}
