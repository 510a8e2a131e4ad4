import 'server-only';
import { alertApis, apiFacts } from '@/lib/cloud/alert-api';
import type { CloudId } from '@/lib/cloud/cloud';
import type { RegionId } from '@/lib/cloud/region';
import { environmentCloud } from '@/lib/env';
import { getCheckedTenant } from '@/lib/prerequisites/prerequisite-queries';
import { offeredLifetimes, usualLifetime } from '@/lib/prerequisites/secret-lifetime';
import { authorizeOperator } from '@/lib/session/access';
import { requireViewer } from '@/lib/session/session-queries';
import type { AlertApi, SiemApi } from '@/lib/siem/connector-details';
import { type ApiObstacle, chooseUpstream, findObstacle } from '@/lib/connector/api-obstacle';
import { connectorStore } from '@/lib/connector/connector-store';
import { detectionsEndpoint } from '@/lib/connector/detections-endpoint';

/** What the enable dialog offers. */
export type EnableOptions = {
  readonly cloud: CloudId;
  /** Of the tenant, for the proposed name; null where nobody knows it. */
  readonly organization: string | null;
  readonly apis: readonly ApiOption[];
  readonly regions: readonly { readonly id: RegionId; readonly host: string }[];
  /** Hosts of what has no regions: Microsoft Graph, and this portal. */
  readonly graphHost: string;
  readonly portalHost: string;
  readonly lifetimes: readonly number[];
  readonly usualLifetime: number;
  readonly policyMaxDays: number | null;
  readonly secretsForbidden: boolean;
  /** An application was refused here for want of a service management reference, or has one. */
  readonly wantsReference: boolean;
};

export type ApiOption = {
  readonly api: SiemApi;
  /** The API that the credential opens. */
  readonly upstream: AlertApi;
  readonly appRole: string;
  /** off: by the portal's setting. */
  readonly obstacle: ApiObstacle | 'off' | null;
};

/** Follows from the checks of the tenant. Null for those who may only look. */
export async function getEnableOptions(): Promise<EnableOptions | null> {
  const viewer = await requireViewer();
  if (!authorizeOperator(viewer.session)) return null;
  const { session } = await getCheckedTenant();
  const cloud = environmentCloud();
  const upstream = chooseUpstream(cloud, session);
  const { on, url } = detectionsEndpoint();
  const rule = session.findings?.secrets ?? null;
  const lifetimes = offeredLifetimes(rule?.maxDays ?? null);
  return {
    cloud: cloud.id,
    organization: session.tenantName,
    apis: [
      ...alertApis.map((api) => ({ ...option(api), obstacle: findObstacle(cloud, session, api) })),
      { ...option(upstream), api: 'detections', obstacle: on ? findObstacle(cloud, session, upstream) : 'off' },
    ],
    regions: cloud.regions.map(({ id, defenderApiUrl }) => ({ id, host: new URL(defenderApiUrl).host })),
    graphHost: new URL(cloud.graphUrl).host,
    portalHost: new URL(url).host,
    lifetimes,
    usualLifetime: usualLifetime(lifetimes),
    policyMaxDays: rule?.maxDays ?? null,
    secretsForbidden: rule !== null && !rule.allowed,
    wantsReference: await connectorStore.asksForReference(viewer.session.tenantId),
  };
}

function option(api: AlertApi): Omit<ApiOption, 'obstacle'> {
  return { api, upstream: api, appRole: apiFacts(api).appRole };
}
