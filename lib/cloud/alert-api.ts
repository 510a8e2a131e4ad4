import type { AlertApi } from '@/lib/siem/connector-details';
import type { Cloud, RegionId } from './cloud';

/** What a connector of one API asks for and calls. */
export type ApiFacts = {
  readonly id: AlertApi;
  /** appId of the API's own service principal in every tenant. */
  readonly resourceAppId: string;
  /** What tokens are asked for; Microsoft's name even when the host is another. */
  readonly resource: string;
  /** Application permission, by value. Its id is looked up in the tenant, never assumed. */
  readonly appRole: string;
  readonly delegatedScope: string;
  /** Id of the delegated scope, for the application's list of required permissions. */
  readonly delegatedScopeId: string;
  /** Whether the host depends on the region. */
  readonly regional: boolean;
};

/**
 * @see https://learn.microsoft.com/defender-endpoint/api/get-alerts
 * @see https://learn.microsoft.com/graph/api/security-list-alerts_v2
 */
const facts: Readonly<Record<AlertApi, ApiFacts>> = {
  'defender-alerts': {
    id: 'defender-alerts',
    resourceAppId: 'fc780465-2017-40d4-a0c5-307022471b92',
    resource: 'https://api.securitycenter.microsoft.com',
    appRole: 'Alert.Read.All',
    delegatedScope: 'Alert.Read',
    delegatedScopeId: 'b2069dc0-9fe9-4e6d-9aca-ccf3dd503819',
    regional: true,
  },
  'graph-alerts': {
    id: 'graph-alerts',
    resourceAppId: '00000003-0000-0000-c000-000000000000',
    resource: 'https://graph.microsoft.com',
    appRole: 'SecurityAlert.Read.All',
    delegatedScope: 'SecurityAlert.Read.All',
    delegatedScopeId: 'bc257fb8-46b4-4b15-8713-01e91bfbe4ea',
    regional: false,
  },
};

export const alertApis = ['defender-alerts', 'graph-alerts'] as const satisfies readonly AlertApi[];

export function apiFacts(api: AlertApi): ApiFacts {
  return facts[api];
}

/** Full address that the SIEM calls. */
export function alertsUrl(cloud: Cloud, api: AlertApi, region: RegionId): string {
  if (!facts[api].regional) return `${cloud.graphUrl}/v1.0/security/alerts_v2`;
  const host = cloud.regions.find((candidate) => candidate.id === region);
  if (!host) throw new Error(`No Defender host for region ${region}`);
  return `${host.defenderApiUrl}/api/alerts`;
}
