import type { Tenant } from '../../context/tenant-context';
import { directoryRoles } from '../../seed/directory-roles';
import type { AccessRule } from '../protocol/access-rule';
import { answerCollection, type ResourceRules } from '../protocol/graph-answers';
import type { GraphCall, GraphOutcome, GraphRoute } from '../protocol/graph-call';

const reading = [['RoleManagement.Read.Directory'], ['RoleManagement.Read.All'], ['Directory.Read.All']];
const mayReadRoles: AccessRule = { delegated: reading, application: reading };

export const directoryRoleRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/directoryRoles', access: mayReadRoles, handle: listActivatedRoles },
  {
    method: 'GET',
    template: '/roleManagement/directory/roleAssignments',
    access: mayReadRoles,
    handle: listRoleAssignments,
  },
  {
    method: 'GET',
    template: '/roleManagement/directory/roleDefinitions',
    access: mayReadRoles,
    handle: listRoleDefinitions,
  },
];

const roleRules: ResourceRules = {
  type: 'directoryRole',
  context: 'directoryRoles',
  query: {
    options: ['$filter', '$select', '$count'],
    properties: ['id', 'deletedDateTime', 'description', 'displayName', 'roleTemplateId'],
    filterable: { displayName: 'string', roleTemplateId: 'string' },
  },
};

const assignmentRules: ResourceRules = {
  type: 'unifiedRoleAssignment',
  context: 'roleManagement/directory/roleAssignments',
  query: {
    options: ['$filter', '$select', '$top', '$count', '$skiptoken'],
    properties: ['id', 'principalId', 'directoryScopeId', 'roleDefinitionId'],
    filterable: { principalId: 'string', roleDefinitionId: 'string' },
    maxTop: 999,
  },
};

const definitionRules: ResourceRules = {
  type: 'unifiedRoleDefinition',
  context: 'roleManagement/directory/roleDefinitions',
  query: {
    options: ['$filter', '$select', '$top', '$count', '$skiptoken'],
    properties: [
      'id',
      'description',
      'displayName',
      'isBuiltIn',
      'isEnabled',
      'resourceScopes',
      'rolePermissions',
      'templateId',
      'version',
    ],
    filterable: { id: 'string', displayName: 'string', templateId: 'string', isBuiltIn: 'boolean' },
    maxTop: 999,
  },
};

/** A role is listed here once a person has held it. */
function listActivatedRoles(tenant: Tenant, call: GraphCall): GraphOutcome {
  const held = new Set(tenant.store.read().roleAssignments.map(({ roleTemplateId }) => roleTemplateId));
  const rows = directoryRoles
    .filter(({ roleTemplateId }) => held.has(roleTemplateId))
    .map((role) => ({ ...role, deletedDateTime: null }));
  return answerCollection(tenant, call, { rules: roleRules, rows });
}

/** Direct assignments only: a role held through a group stands under the group. */
function listRoleAssignments(tenant: Tenant, call: GraphCall): GraphOutcome {
  const rows = tenant.store.read().roleAssignments.map(({ id, principalId, roleTemplateId }) => ({
    id,
    principalId,
    directoryScopeId: '/',
    roleDefinitionId: roleTemplateId,
  }));
  return answerCollection(tenant, call, { rules: assignmentRules, rows });
}

function listRoleDefinitions(tenant: Tenant, call: GraphCall): GraphOutcome {
  const rows = directoryRoles.map(({ roleTemplateId, displayName, description }) => ({
    id: roleTemplateId,
    description,
    displayName,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    rolePermissions: [],
    templateId: roleTemplateId,
    version: '1',
  }));
  return answerCollection(tenant, call, { rules: definitionRules, rows });
}
