import type { Tenant } from '../context/tenant-context';
import { findByAppId } from '../scenarios/directory-view';
import { tenantId } from '../seed/tenant-identity';
import type { ServicePrincipal } from '../store/service-principal';
import type { TokenTarget } from '../tokens/token-claims';

/** How an API wants the tokens that are meant for it: its registration says so; Microsoft's own take v1.0. */
export function targetOf(tenant: Tenant, { appId }: ServicePrincipal, audience: string): TokenTarget {
  const registration = findByAppId(tenant.view().applications, appId);
  return registration?.api.requestedAccessTokenVersion === 2
    ? { version: '2.0', audience: appId, issuer: `${tenant.names.authority}/${tenantId}/v2.0` }
    : { version: '1.0', audience };
}
