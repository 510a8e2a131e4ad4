import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import type { Person } from '../../store/tenant-state';
import { holdsPermissions, type AccessRule, type PermissionSets } from '../protocol/access-rule';
import { answerCollection, answerEntity, type ResourceRules } from '../protocol/graph-answers';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';
import { describePerson, userRules, usualProperties } from './me';

/** @see https://learn.microsoft.com/graph/api/user-list */
const readingPeople: PermissionSets = [['User.ReadBasic.All'], ['User.Read.All'], ['Directory.Read.All']];
const mayReadPeople: AccessRule = { delegated: readingPeople, application: readingPeople };

/** Oneself by id or name, as by /me. @see https://learn.microsoft.com/graph/api/user-get */
const mayReadPerson: AccessRule = { delegated: [['User.Read'], ...readingPeople], application: readingPeople };

export const userRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/users', access: mayReadPeople, handle: listUsers },
  { method: 'GET', template: '/users/{}', access: mayReadPerson, handle: getUser },
];

const listRules: ResourceRules = {
  ...userRules,
  query: {
    ...userRules.query,
    options: ['$select', '$filter', '$top', '$count', '$orderby', '$skiptoken'],
    filterable: {
      id: 'string',
      displayName: 'string',
      givenName: 'string',
      surname: 'string',
      mail: 'string',
      mailNickname: 'string',
      userPrincipalName: 'string',
      accountEnabled: 'boolean',
    },
    sortable: ['displayName', 'userPrincipalName'],
    maxTop: 999,
  },
};

function listUsers(tenant: Tenant, call: GraphCall): GraphOutcome {
  const rows = tenant.view().people.map((person) => describePerson(person));
  // What is filtered by need not be shown.
  if (!call.query.has('$select')) {
    const query = new URLSearchParams(call.query);
    query.set('$select', usualProperties.join(','));
    const answer = answerCollection(tenant, { ...call, query }, { rules: listRules, rows });
    return answer.ok ? { ok: true, value: { ...answer.value, body: withoutSelect(answer.value.body) } } : answer;
  }
  return answerCollection(tenant, call, { rules: listRules, rows });
}

/** Nobody selected anything, so neither context nor next link says so. */
function withoutSelect(body: JsonObject = {}): JsonObject {
  const link = body['@odata.nextLink'];
  return {
    ...body,
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users',
    ...(typeof link === 'string' && { '@odata.nextLink': link.replace(/[$]select=[^&]*&/, '') }),
  };
}

function getUser(tenant: Tenant, call: GraphCall): GraphOutcome {
  const name = call.keys[0] ?? '';
  const isNamed = ({ id, userPrincipalName }: Person) => [id, userPrincipalName].includes(name.toLowerCase());
  const isOther = call.caller.kind === 'person' && !isNamed(call.caller.person);
  if (isOther && !holdsPermissions(call.caller, readingPeople)) return fail(refusals.insufficientPrivileges());
  const person = tenant.view().people.find(isNamed);
  if (person === undefined) return fail(refusals.notFound(name));
  const user = describePerson(person);
  if (call.query.has('$select')) return answerEntity(call, userRules, user);
  return answerEntity(call, userRules, Object.fromEntries(usualProperties.map((one) => [one, user[one]])));
}
