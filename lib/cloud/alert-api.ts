import type { AlertApi } from '@/lib/siem/connector-details';
import type { Cloud } from './cloud';
import type { RegionId } from './region';

/** What a connector of one API asks for; the same in every cloud. */
export type ApiFacts = {
  readonly id: AlertApi;
  /** appId of the API's own service principal in every tenant. */
  readonly resourceAppId: string;
  /** Application permission, by value. Its id is looked up in the tenant, never assumed. */
  readonly appRole: string;
  readonly delegatedScope: string;
  /** Id of the delegated scope, for the application's list of required permissions. */
  readonly delegatedScopeId: string;
};

/**
 * @see https://learn.microsoft.com/defender-endpoint/api/get-alerts
 * @see https://learn.microsoft.com/graph/api/security-list-alerts_v2
 */
const facts: Readonly<Record<AlertApi, ApiFacts>> = {
  'defender-alerts': {
    id: 'defender-alerts',
    resourceAppId: 'fc780465-2017-40d4-a0c5-307022471b92',
    appRole: 'Alert.Read.All',
    delegatedScope: 'Alert.Read',
    delegatedScopeId: 'b2069dc0-9fe9-4e6d-9aca-ccf3dd503819',
  },
  'graph-alerts': {
    id: 'graph-alerts',
    resourceAppId: '00000003-0000-0000-c000-000000000000',
    appRole: 'SecurityAlert.Read.All',
    delegatedScope: 'SecurityAlert.Read.All',
    delegatedScopeId: 'bc257fb8-46b4-4b15-8713-01e91bfbe4ea',
  },
};

export const alertApis = ['defender-alerts', 'graph-alerts'] as const satisfies readonly AlertApi[];

export function apiFacts(api: AlertApi): ApiFacts {
  return facts[api];
}

/** What one cloud offers of one API. */
export type ApiEndpoint = {
  /** What tokens are asked for; Microsoft's name even when the host is another. */
  readonly resource: string;
  /** Full address that the SIEM calls. */
  readonly alertsUrl: string;
};

/** Null where the API does not exist. A region of another cloud counts as the cloud's usual one. */
export function findApi(cloud: Cloud, api: AlertApi, region: RegionId): ApiEndpoint | null {
  switch (api) {
    case 'graph-alerts':
      if (!cloud.graphAlerts) return null;
      return { resource: cloud.graphResource, alertsUrl: `${cloud.graphUrl}/v1.0/security/alerts_v2` };
    case 'defender-alerts': {
      const host = cloud.regions.find(({ id }) => id === region) ?? cloud.regions[0];
      if (!host || cloud.defenderResource === null) return null;
      return { resource: cloud.defenderResource, alertsUrl: `${host.defenderApiUrl}/api/alerts` };
    }
  }
}

/** Whether the API exists in the cloud at all. */
export function hasApi(cloud: Cloud, api: AlertApi): boolean {
  return api === 'graph-alerts' ? cloud.graphAlerts : cloud.regions.length > 0;
}

/** Whether somebody may choose this: the API exists, and the region is one of the cloud's. */
export function offersApi(cloud: Cloud, api: AlertApi, region: RegionId): boolean {
  return hasApi(cloud, api) && cloud.regions.some(({ id }) => id === region);
}
