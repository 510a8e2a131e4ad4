import { guidFor } from '../store/object-key';
import { tenantDomain } from './people';

export const tenantId = guidFor('tenant');
export const tenantDisplayName = 'Contoso';

/** Microsoft's own tenant, the owner of its first-party service principals. */
export const microsoftTenantId = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** The tenant all personal accounts belong to. */
export const personalTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const tenantNames: readonly string[] = [tenantId, tenantDomain];
