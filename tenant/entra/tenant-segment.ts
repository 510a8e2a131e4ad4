import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { personalTenantId, tenantNames } from '../seed/tenant-identity';
import { aadsts, type Aadsts } from './aadsts';

/** `shared` are the endpoints any organisation may use, for applications that allow it; `personal` is of no organisation. */
type TenantSegment = 'home' | 'shared' | 'personal';

export function readTenantSegment(segment: string): Result<TenantSegment, Aadsts> {
  const name = segment.toLowerCase();
  if (tenantNames.includes(name)) return succeed('home');
  if (name === 'common' || name === 'organizations') return succeed('shared');
  if (name === 'consumers' || name === personalTenantId) return succeed('personal');
  const isName = name.includes('.') || /^[0-9a-f-]{36}$/.test(name);
  return fail(isName ? aadsts.unknownTenant(segment) : aadsts.malformedTenant(segment));
}
