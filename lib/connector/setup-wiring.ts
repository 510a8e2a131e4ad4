import 'server-only';
import { approvalStore } from '@/lib/approval/approval-store';
import { auditTrail } from '@/lib/audit/audit';
import { auditStore } from '@/lib/audit/audit-store';
import { findApi } from '@/lib/cloud/alert-api';
import type { Grant } from '@/lib/consent/consent';
import { consentRedirectUri } from '@/lib/consent/consent-wiring';
import { flowNotesStore } from '@/lib/consent/flow-notes-store';
import { getDetections } from '@/lib/detections/detections-handler';
import { environmentCloud } from '@/lib/env';
import { systemClock } from '@/lib/http/retry';
import { REQUEST_ID_HEADER } from '@/lib/request/current-request';
import type { Operator } from '@/lib/session/access';
import { graphContext } from '@/lib/session/graph-access';
import { connectorRedirectUris, type DetailsSource } from './access-details';
import { connectorStore } from './connector-store';
import { detectionsPlace } from './detections-wiring';
import type { SetupContext } from './setup-context';

export function detailsSource(): DetailsSource {
  return { cloud: environmentCloud(), redirectUris: connectorRedirectUris(consentRedirectUri()) };
}

const DETECTIONS_TIMEOUT_MS = 20_000;

/** In this process: whether the portal's address can be reached from outside, no call from here could show. */
export function detectionsReader(requestId: string): SetupContext['readDetections'] {
  return (query, accessToken) =>
    getDetections(
      new Request(`${detectionsPlace().url}${query}`, {
        headers: { authorization: `Bearer ${accessToken}`, [REQUEST_ID_HEADER]: requestId },
        signal: AbortSignal.timeout(DETECTIONS_TIMEOUT_MS),
      }),
    );
}

/** Everything that work in the tenant needs, with the elevated token of one flow. */
export function setupContext(operator: Operator, grant: Grant, requestId: string): SetupContext {
  const { cloud, redirectUris } = detailsSource();
  return {
    operator,
    graph: graphContext(grant.accessToken),
    connectors: connectorStore,
    approvals: approvalStore,
    notes: flowNotesStore,
    audit: auditTrail(auditStore, operator.session, requestId),
    clock: systemClock,
    fetch,
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
