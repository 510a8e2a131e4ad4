import type { Tenant } from '../context/tenant-context';
import { requestedScopes, missingConsent, type ResourceScopes } from '../entra/consent';
import type { Person } from '../store/tenant-state';
import type { AuthorizationRequest } from './authorization-request';

/** The permissions a person has to decide on: those without consent, or all of them when the request asks anew. */
export function openQuestions(
  tenant: Tenant,
  request: AuthorizationRequest,
  person: Person,
): readonly ResourceScopes[] {
  const view = tenant.view();
  return request.prompt === 'consent' || request.prompt === 'admin_consent'
    ? requestedScopes(view, request.application, request.scopes)
    : missingConsent(view, { application: request.application, personId: person.id }, request.scopes);
}
