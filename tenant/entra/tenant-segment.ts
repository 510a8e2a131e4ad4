import { tenantNames } from '../seed/tenant-identity';
import { refuse, succeed, type Result } from '../result';
import { aadsts, type Aadsts } from './aadsts';

/** `shared` are the endpoints any organisation may use, for applications that allow it. */
type TenantSegment = 'home' | 'shared';

export function readTenantSegment(segment: string): Result<TenantSegment, Aadsts> {
  const name = segment.toLowerCase();
  if (tenantNames.includes(name)) return succeed('home');
  if (name === 'common' || name === 'organizations') return succeed('shared');
  return refuse(aadsts.unknownTenant(segment));
}
