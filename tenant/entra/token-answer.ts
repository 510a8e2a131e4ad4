import type { Tenant } from '../context/tenant-context';
import { signToken, validityOf } from '../tokens/sign-token';
import { tokenLifetimeSeconds, type Claims } from '../tokens/token-claims';
import type { ResourceRequest } from './requested-scopes';
import type { EndpointVersion } from './token-request';

export type TokenBody = Readonly<Record<string, string | number>>;

/** v1.0 writes its numbers as text and repeats the resource. */
export function answerBody(
  tenant: Tenant,
  { audience }: Pick<ResourceRequest, 'audience'>,
  version: EndpointVersion,
): TokenBody {
  if (version === '2.0') {
    return { token_type: 'Bearer', expires_in: tokenLifetimeSeconds, ext_expires_in: tokenLifetimeSeconds };
  }
  const { from, until } = validityOf(tenant.clock.now());
  return {
    token_type: 'Bearer',
    expires_in: String(tokenLifetimeSeconds),
    ext_expires_in: String(tokenLifetimeSeconds),
    expires_on: String(until),
    not_before: String(from),
    resource: audience,
  };
}

export async function sign(tenant: Tenant, claims: Claims): Promise<string> {
  const token = await signToken(tenant.keys.current(), claims, tenant.clock.now());
  tenant.issued(token);
  return token;
}
