import type { Tenant } from '../context/tenant-context';
import { askedScopes, missingConsent, type ResourceScopes } from '../entra/consent';
import type { Person } from '../store/tenant-state';
import type { AuthorizationRequest } from './authorization-request';

/** The permissions a person has to decide on: what nobody consented to, or everything when it is to be asked anew. */
export function openQuestions(
  tenant: Tenant,
  request: AuthorizationRequest,
  person: Person,
): readonly ResourceScopes[] {
  const view = tenant.view();
  return request.prompt === 'consent' || request.prompt === 'admin_consent'
    ? askedScopes(view, request.application, request.scopes)
    : missingConsent(view, { application: request.application, personId: person.id }, request.scopes);
}
