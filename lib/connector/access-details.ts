import { apiFacts, findApi } from '@/lib/cloud/alert-api';
import type { Cloud } from '@/lib/cloud/cloud';
import { arcsightRedirectUri } from '@/lib/siem/arcsight/arcsight-client-properties';
import type { ConnectorDetails } from '@/lib/siem/connector-details';
import type { Connector, ConnectorSecret } from './connector';

/** Redirect URIs of every connector application: this portal's, for `Generate tokens`, and ArcSight's own tool's. */
export function connectorRedirectUris(portalRedirectUri: string): readonly string[] {
  return [portalRedirectUri, arcsightRedirectUri];
}

export type DetailsSource = { readonly cloud: Cloud; readonly redirectUris: readonly string[] };

/** The secret that the SIEM uses: the newest that was made and not removed. */
export function currentSecret(connector: Connector): ConnectorSecret | null {
  const usable = connector.secrets.filter(
    (secret) => secret.purpose === 'siem' && secret.keyId !== null && secret.removedAt === null,
  );
  return usable.at(-1) ?? null;
}

/**
 * Everything that a SIEM of Microsoft's API is told, but for the secret; `throughDetections` makes of it what one of the
 * detections API is told. Null while set-up has not made it, or if the cloud lacks the API.
 */
export function accessDetails(connector: Connector, { cloud, redirectUris }: DetailsSource): ConnectorDetails | null {
  const secret = currentSecret(connector);
  const endpoint = findApi(cloud, connector.api, connector.region);
  if (!connector.appId || !secret?.keyId || !endpoint) return null;
  const { resource, alertsUrl } = endpoint;
  const authority = `${cloud.authorityHost}/${connector.tenantId}/oauth2/v2.0`;
  return {
    name: connector.name,
    api: connector.api,
    upstream: connector.api,
    incidents: connector.incidents,
    tenantId: connector.tenantId,
    clientId: connector.appId,
    secretId: secret.keyId,
    secretExpires: secret.expiresAt.toISOString(),
    authorizationUrl: `${authority}/authorize`,
    tokenUrl: `${authority}/token`,
    apiUrl: alertsUrl,
    scope: `${resource}/.default`,
    resource,
    delegatedScope: `${resource}/${apiFacts(connector.api).delegatedScope}`,
    redirectUris,
  };
}
