import 'server-only';
import { approvalStore } from '@/lib/approval/approval-store';
import { auditStore } from '@/lib/audit/audit-store';
import { findApi } from '@/lib/cloud/alert-api';
import type { Grant } from '@/lib/consent/consent';
import { consentRedirectUri } from '@/lib/consent/consent-wiring';
import { environmentCloud } from '@/lib/env';
import { realPatience } from '@/lib/http/retry';
import type { Operator } from '@/lib/session/access';
import { graphContext } from '@/lib/session/graph-access';
import { connectorRedirectUris, type DetailsSource } from './access-details';
import { connectorStore } from './connector-store';
import type { SetupContext } from './setup-context';

export function detailsSource(): DetailsSource {
  return { cloud: environmentCloud(), redirectUris: connectorRedirectUris(consentRedirectUri()) };
}

/** Everything that work in the tenant needs, with the elevated token of one flow. */
export function setupContext(operator: Operator, grant: Grant, requestId: string): SetupContext {
  const { cloud, redirectUris } = detailsSource();
  return {
    operator,
    graph: graphContext(grant.accessToken),
    connectors: connectorStore,
    approvals: approvalStore,
    audit: auditStore,
    patience: realPatience,
    fetch,
    authorityHost: cloud.authorityHost,
    redirectUris,
    findApi: ({ api, region }) => findApi(cloud, api, region),
    knownResource(api) {
      const found = operator.session.findings?.resources[api];
      const { servicePrincipalId, appRoleId } = found ?? {};
      return servicePrincipalId && appRoleId ? { servicePrincipalId, appRoleId } : null;
    },
    requestId,
  };
}
