import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { tenantDomain } from '../../seed/people';
import { tenantDisplayName, tenantId } from '../../seed/tenant-identity';
import { holdsPermissions, type AccessRule } from '../protocol/access-rule';
import { answerCollection, answerEntity, type ResourceRules } from '../protocol/graph-answers';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';

const readingAll = [['Organization.Read.All'], ['Directory.Read.All']];
const mayRead: AccessRule = { delegated: [['User.Read'], ...readingAll], application: readingAll };

export const organizationRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/organization', access: mayRead, handle: listOrganizations },
  { method: 'GET', template: '/organization/{}', access: mayRead, handle: getOrganization },
];

const organizationRules: ResourceRules = {
  type: 'organization',
  context: 'organization',
  query: {
    options: ['$select'],
    properties: [
      'id',
      'deletedDateTime',
      'businessPhones',
      'city',
      'country',
      'countryLetterCode',
      'createdDateTime',
      'displayName',
      'preferredLanguage',
      'technicalNotificationMails',
      'tenantType',
      'verifiedDomains',
    ],
    filterable: {},
  },
};

function listOrganizations(tenant: Tenant, call: GraphCall): GraphOutcome {
  return answerCollection(tenant, call, { rules: organizationRules, rows: [describe(tenant, call)] });
}

function getOrganization(tenant: Tenant, call: GraphCall): GraphOutcome {
  const id = call.keys[0] ?? '';
  if (id.toLowerCase() !== tenantId) return fail(refusals.notFound(id));
  return answerEntity(call, organizationRules, describe(tenant, call));
}

/** With User.Read alone a person learns what the organisation is called, and no more. */
function describe(tenant: Tenant, { caller }: GraphCall): JsonObject {
  const basics = {
    id: tenantId,
    deletedDateTime: null,
    displayName: tenantDisplayName,
    verifiedDomains: [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: true,
        isInitial: true,
        name: tenantDomain,
        type: 'Managed',
      },
    ],
  };
  if (!holdsPermissions(caller, readingAll)) return basics;
  return {
    ...basics,
    businessPhones: [],
    city: null,
    country: null,
    countryLetterCode: 'SE',
    createdDateTime: new Date(tenant.store.read().seededAt).toISOString(),
    preferredLanguage: 'en',
    technicalNotificationMails: [],
    tenantType: 'AAD',
  };
}
