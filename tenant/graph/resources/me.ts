import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import type { Person } from '../../store/tenant-state';
import type { AccessRule } from '../protocol/access-rule';
import { answerEntity, type ResourceRules } from '../protocol/graph-answers';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';

/** `/me` means a person: a caller that is an application is told so rather than refused. */
export const mayReadOneself: AccessRule = {
  delegated: [['User.Read'], ['User.Read.All'], ['Directory.Read.All']],
  application: [],
  denial: (caller) => (caller.kind === 'person' ? refusals.insufficientPrivileges() : refusals.delegatedOnly()),
};

export const meRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/me', access: mayReadOneself, handle: getMe },
];

/** Come back without being asked for. */
export const usualProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

export const userRules: ResourceRules = {
  type: 'user',
  context: 'users',
  query: {
    options: ['$select'],
    properties: [...usualProperties, 'accountEnabled', 'mailNickname', 'userType'],
    filterable: {},
  },
};

function getMe(_tenant: Tenant, call: GraphCall): GraphOutcome {
  if (call.caller.kind !== 'person') return fail(refusals.delegatedOnly());
  const user = describePerson(call.caller.person);
  if (call.query.has('$select')) return answerEntity(call, userRules, user);
  return answerEntity(call, userRules, Object.fromEntries(usualProperties.map((name) => [name, user[name]])));
}

export function describePerson(person: Person): JsonObject {
  return {
    businessPhones: [],
    displayName: person.displayName,
    givenName: person.givenName,
    jobTitle: null,
    mail: person.userPrincipalName,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: person.surname,
    userPrincipalName: person.userPrincipalName,
    id: person.id,
    accountEnabled: person.accountEnabled,
    mailNickname: person.userPrincipalName.split('@')[0] ?? '',
    userType: 'Member',
  };
}
