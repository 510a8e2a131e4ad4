import 'server-only';
import { findApi } from '@/lib/cloud/alert-api';
import { auditStore } from '@/lib/audit/audit-store';
import { connectorStore } from '@/lib/connector/connector-store';
import { outgoingFetch } from '@/lib/http/outgoing-fetch';
import { callbackUri } from '@/lib/request/callback-uri';
import { environmentCloud } from '@/lib/env';
import { currentRequestId } from '@/lib/request/current-request';
import { systemClock } from '@/lib/http/retry';
import { readGraph } from '@/lib/session/graph-access';
import { takeTransactionCookie } from '@/lib/session/transaction-cookie';
import { portalSealer } from '@/lib/seal/portal-keys';
import { approvalStore } from './approval-store';
import type { ApprovalSources } from './find-approval';
import type { CompletionDependencies } from './complete-approval';
import type { StartApprovalDependencies } from './start-approval';

export const approvalSources: ApprovalSources = { approvals: approvalStore, connectors: connectorStore };

export async function completionDependencies(): Promise<CompletionDependencies> {
  return {
    ...approvalSources,
    sealer: portalSealer(),
    audit: auditStore,
    graph: readGraph,
    now: Date.now,
    requestId: await currentRequestId(),
    takeCookie: takeTransactionCookie,
  };
}

export function startDependencies(): StartApprovalDependencies {
  return {
    approvals: approvalStore,
    sealer: portalSealer(),
    authorityHost: environmentCloud().authorityHost,
    findApi: ({ api, region }) => findApi(environmentCloud(), api, region),
    // The one that every connector application has for `Generate tokens`.
    redirectUri: callbackUri(),
    fetch: outgoingFetch,
    clock: systemClock,
    graph: readGraph,
    now: Date.now,
  };
}
