import { personalTenantId, tenantId } from '../seed/tenant-identity';

/** Shared endpoints leave the tenant open for the client to fill in; personal accounts are all of one tenant. */
export function issuerSegment(segment: string): string {
  if (segment === 'consumers' || segment === personalTenantId) return personalTenantId;
  return segment === tenantId ? tenantId : '{tenantid}';
}
