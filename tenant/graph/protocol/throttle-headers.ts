import { decodeJwt } from 'jose';
import { z } from 'zod';
import { tenantId } from '../../seed/tenant-identity';

/** From here on Graph tells a client how much of its limit is used up. */
const worthTelling = 0.8;

type MeteredRequest = { readonly path: string; readonly query: URLSearchParams };

/**
 * What the directory tells on every answer: the cost of the request and, when it is much, the use of the limit.
 *
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function usageHeaders({ path, query }: MeteredRequest, percentage: number): Record<string, string> {
  if (path.startsWith('/security/')) return {};
  return {
    'x-ms-resource-unit': String(resourceUnits(path, query)),
    ...(percentage >= worthTelling && { 'x-ms-throttle-limit-percentage': String(percentage) }),
  };
}

/** What comes with a 429 besides Retry-After; the token is read, not judged. */
export function throttledHeaders(requestHeaders: Headers): Record<string, string> {
  return {
    'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${callingAppId(requestHeaders)}/${tenantId}`,
    'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
  };
}

const costs: readonly (readonly [pattern: RegExp, units: number])[] = [
  [/^\/subscribedSkus/, 3],
  [/^\/applications$/, 2],
  [/\/(memberOf|transitiveMemberOf|appRoleAssignments|appRoleAssignedTo)$/, 2],
];

function resourceUnits(path: string, query: URLSearchParams): number {
  const base = costs.find(([pattern]) => pattern.test(path))?.[1] ?? 1;
  const top = Number(query.get('$top') ?? '20');
  return Math.max(1, base - (query.has('$select') ? 1 : 0) - (top < 20 ? 1 : 0));
}

const claimsSchema = z.object({ appid: z.string() });

function callingAppId(headers: Headers): string {
  const token = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  try {
    return claimsSchema.parse(decodeJwt(token ?? '')).appid;
  } catch {
    return '00000000-0000-0000-0000-000000000000';
  }
}
