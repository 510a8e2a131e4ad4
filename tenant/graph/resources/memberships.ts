import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { directoryRoles, type DirectoryRole } from '../../seed/directory-roles';
import type { Group, TenantState } from '../../store/tenant-state';
import { holdsPermissions } from '../protocol/access-rule';
import type { Caller } from '../protocol/caller';
import { answerCollection, type ResourceRules } from '../protocol/graph-answers';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';
import { mayReadOneself } from './me';

export const membershipRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: '/me/memberOf',
    access: mayReadOneself,
    handle: (tenant, call) => answerMemberships(tenant, call, (personId) => [personId]),
  },
  {
    method: 'GET',
    template: '/me/transitiveMemberOf',
    access: mayReadOneself,
    handle: (tenant, call) =>
      answerMemberships(tenant, call, (personId) => [personId, ...groupIdsOf(tenant.store.read(), personId)]),
  },
];

const membershipRules: ResourceRules = {
  type: 'directoryObject',
  context: 'directoryObjects',
  query: {
    options: ['$select', '$top', '$count', '$skiptoken'],
    properties: [
      'id',
      'deletedDateTime',
      'description',
      'displayName',
      'roleTemplateId',
      'mailEnabled',
      'mailNickname',
      'securityEnabled',
    ],
    filterable: {},
    maxTop: 999,
  },
};

/** `holdersOf` says whose role assignments count: the person's own, or also those of the groups. */
function answerMemberships(
  tenant: Tenant,
  call: GraphCall,
  holdersOf: (personId: string) => readonly string[],
): GraphOutcome {
  const { caller } = call;
  if (caller.kind !== 'person') return fail(refusals.delegatedOnly());
  const state = tenant.store.read();
  const holders = holdersOf(caller.person.id);
  const held = new Set(
    state.roleAssignments.filter(({ principalId }) => holders.includes(principalId)).map((one) => one.roleTemplateId),
  );
  const roles = directoryRoles.filter(({ roleTemplateId }) => held.has(roleTemplateId));
  const rows = [
    ...roles.map((role) => describeRole(role, caller)),
    ...tenant
      .view()
      .groupsOf(caller.person.id)
      .map((group) => describeGroup(group, caller)),
  ];
  return answerCollection(tenant, call, { rules: membershipRules, rows });
}

/** The limited-information rule: type and id are always told, the rest only with a permission for that type. */
function describeRole(role: DirectoryRole, caller: Caller): JsonObject {
  const isReadable = holdsPermissions(caller, [['RoleManagement.Read.Directory'], ['Directory.Read.All']]);
  return {
    '@odata.type': '#microsoft.graph.directoryRole',
    id: role.id,
    deletedDateTime: null,
    description: isReadable ? role.description : null,
    displayName: isReadable ? role.displayName : null,
    roleTemplateId: isReadable ? role.roleTemplateId : null,
  };
}

function describeGroup(group: Group, caller: Caller): JsonObject {
  const isReadable = holdsPermissions(caller, [['Directory.Read.All']]);
  return {
    '@odata.type': '#microsoft.graph.group',
    id: group.id,
    deletedDateTime: null,
    description: null,
    displayName: isReadable ? group.displayName : null,
    mailEnabled: isReadable ? false : null,
    mailNickname: null,
    securityEnabled: isReadable ? true : null,
  };
}

function groupIdsOf(state: TenantState, personId: string): readonly string[] {
  return state.groups.filter(({ memberIds }) => memberIds.includes(personId)).map(({ id }) => id);
}
