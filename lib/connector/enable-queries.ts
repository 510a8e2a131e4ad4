import 'server-only';
import { alertApis, apiFacts, hasApi } from '@/lib/cloud/alert-api';
import type { Cloud, CloudId } from '@/lib/cloud/cloud';
import type { RegionId } from '@/lib/cloud/region';
import { environmentCloud } from '@/lib/env';
import { mayGrant } from '@/lib/prerequisites/grantable-apis';
import { offeredLifetimes, usualLifetime } from '@/lib/prerequisites/secret-lifetime';
import { admitOperator } from '@/lib/session/access';
import { knownRoles } from '@/lib/session/directory-roles';
import type { Session } from '@/lib/session/session';
import { requireViewer } from '@/lib/session/session-queries';
import { sessionStore } from '@/lib/session/session-store';
import type { AlertApi } from '@/lib/siem/connector-details';

/** What the enable dialog offers. */
export type EnableOptions = {
  readonly cloud: CloudId;
  readonly apis: readonly ApiOption[];
  readonly regions: readonly { readonly id: RegionId; readonly host: string }[];
  /** Host of Microsoft Graph, which has no regions. */
  readonly graphHost: string;
  readonly lifetimes: readonly number[];
  readonly usualLifetime: number;
  readonly policyMaxDays: number | null;
  readonly secretsForbidden: boolean;
};

export type ApiOption = {
  readonly api: AlertApi;
  readonly appRole: string;
  readonly obstacle: 'role' | 'missing' | 'cloud' | null;
};

/** Null for those who may only look. */
export async function getEnableOptions(): Promise<EnableOptions | null> {
  const viewer = await requireViewer();
  if (!admitOperator(viewer.session)) return null;
  // Read anew: the prerequisites check of this request has just written it.
  const session = (await sessionStore.find(viewer.session.id)) ?? viewer.session;
  const cloud = environmentCloud();
  const rule = session.findings?.secrets ?? null;
  const lifetimes = offeredLifetimes(rule?.maxDays ?? null);
  return {
    cloud: cloud.id,
    apis: alertApis.map((api) => ({
      ...{ api, appRole: apiFacts(api).appRole },
      obstacle: findObstacle(cloud, session, api),
    })),
    regions: cloud.regions.map(({ id, defenderApiUrl }) => ({ id, host: new URL(defenderApiUrl).host })),
    graphHost: new URL(cloud.graphUrl).host,
    lifetimes,
    usualLifetime: usualLifetime(lifetimes),
    policyMaxDays: rule?.maxDays ?? null,
    secretsForbidden: rule !== null && !rule.allowed,
  };
}

function findObstacle(cloud: Cloud, { roles, findings }: Session, api: AlertApi): ApiOption['obstacle'] {
  if (!hasApi(cloud, api)) return 'cloud';
  if (!mayGrant(api, knownRoles(roles))) return 'role';
  const resource = findings?.resources[api];
  return resource?.appRoleId === null ? 'missing' : null;
}
