import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { holdsPermissions, mayReadApplications } from '../protocol/access-rule';
import { answerCollection, type ResourceRules } from '../protocol/graph-answers';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';
import { describeApplication } from './application-resource';
import { mayReadOneself } from './me';
import { describeServicePrincipal } from './service-principal-resource';

/** @see https://learn.microsoft.com/graph/api/user-list-ownedobjects */
export const ownedObjectRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/me/ownedObjects', access: mayReadOneself, handle: listOwnedObjects },
];

const ownedRules: ResourceRules = {
  type: 'directoryObject',
  context: 'directoryObjects',
  query: {
    options: ['$select', '$top', '$count', '$skiptoken'],
    properties: ['id', 'appId', 'deletedDateTime', 'displayName'],
    filterable: {},
    maxTop: 999,
  },
};

/** The limited-information rule: without a permission to read applications only type and id are told. */
function listOwnedObjects(tenant: Tenant, call: GraphCall): GraphOutcome {
  const { caller } = call;
  if (caller.kind !== 'person') return fail(refusals.delegatedOnly());
  const isReadable = holdsPermissions(caller, mayReadApplications.delegated);
  const view = tenant.view();
  const isOwned = ({ ownerIds }: { readonly ownerIds: readonly string[] }) => ownerIds.includes(caller.person.id);
  const show = (type: string, row: JsonObject): JsonObject => ({
    '@odata.type': `#microsoft.graph.${type}`,
    ...(isReadable ? row : { ...Object.fromEntries(Object.keys(row).map((name) => [name, null])), id: row.id }),
  });
  const rows = [
    ...view.applications.filter(isOwned).map((one) => show('application', describeApplication(one))),
    ...view.servicePrincipals.filter(isOwned).map((one) => show('servicePrincipal', describeServicePrincipal(one))),
  ];
  return answerCollection(tenant, call, { rules: ownedRules, rows });
}
