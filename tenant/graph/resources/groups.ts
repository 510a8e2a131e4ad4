import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { findById } from '../../scenarios/directory-view';
import type { Group } from '../../store/tenant-state';
import { holdsPermissions, type AccessRule, type PermissionSets } from '../protocol/access-rule';
import { answerCollection, answerEntity, type ResourceRules } from '../protocol/graph-answers';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';

/** @see https://learn.microsoft.com/graph/api/group-list */
const readingGroups: PermissionSets = [['GroupMember.Read.All'], ['Directory.Read.All']];
const mayReadGroups: AccessRule = { delegated: readingGroups, application: readingGroups };

export const groupRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/groups', access: mayReadGroups, handle: listGroups },
  { method: 'GET', template: '/groups/{}', access: mayReadGroups, handle: getGroup },
  { method: 'GET', template: '/groups/{}/members', access: mayReadGroups, handle: listMembers },
];

const groupRules: ResourceRules = {
  type: 'group',
  context: 'groups',
  query: {
    options: ['$select', '$filter', '$top', '$count', '$orderby', '$skiptoken'],
    properties: [
      ...['id', 'deletedDateTime', 'description', 'displayName', 'groupTypes', 'mail', 'mailEnabled', 'mailNickname'],
      ...['onPremisesSyncEnabled', 'securityEnabled', 'visibility'],
    ],
    filterable: { id: 'string', displayName: 'string', mailEnabled: 'boolean', securityEnabled: 'boolean' },
    sortable: ['displayName'],
    maxTop: 999,
  },
};

const memberRules: ResourceRules = {
  type: 'directoryObject',
  context: 'directoryObjects',
  query: {
    options: ['$select', '$top', '$count', '$skiptoken'],
    properties: ['id', 'displayName', 'userPrincipalName'],
    filterable: {},
    maxTop: 999,
  },
};

function listGroups(tenant: Tenant, call: GraphCall): GraphOutcome {
  return answerCollection(tenant, call, { rules: groupRules, rows: tenant.store.read().groups.map(describeGroup) });
}

function getGroup(tenant: Tenant, call: GraphCall): GraphOutcome {
  const group = findGroup(tenant, call);
  return group === undefined ? missing(call) : answerEntity(call, groupRules, describeGroup(group));
}

/** The limited-information rule: without a permission to read people only type and id are told. */
function listMembers(tenant: Tenant, call: GraphCall): GraphOutcome {
  const group = findGroup(tenant, call);
  if (group === undefined) return missing(call);
  const isReadable = holdsPermissions(call.caller, [['User.ReadBasic.All'], ['User.Read.All'], ['Directory.Read.All']]);
  const { people } = tenant.view();
  const rows = group.memberIds.flatMap((id) => {
    const person = findById(people, id);
    if (person === undefined) return [];
    const { displayName, userPrincipalName } = person;
    const shown = isReadable ? { displayName, userPrincipalName } : { displayName: null, userPrincipalName: null };
    return [{ '@odata.type': '#microsoft.graph.user', id, ...shown }];
  });
  return answerCollection(tenant, call, { rules: memberRules, rows });
}

function findGroup(tenant: Tenant, call: GraphCall): Group | undefined {
  return findById(tenant.store.read().groups, call.keys[0] ?? '');
}

function missing(call: GraphCall): GraphOutcome {
  return fail(refusals.notFound(call.keys[0] ?? ''));
}

/** Groups here are security groups that were made by hand. */
function describeGroup({ id, displayName }: Group): JsonObject {
  return {
    id,
    deletedDateTime: null,
    description: null,
    displayName,
    groupTypes: [],
    mail: null,
    mailEnabled: false,
    mailNickname: displayName.toLowerCase().replaceAll(' ', '-'),
    onPremisesSyncEnabled: null,
    securityEnabled: true,
    visibility: null,
  };
}
