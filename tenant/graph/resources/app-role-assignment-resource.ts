import type { Tenant } from '../../context/tenant-context';
import { findById } from '../../scenarios/directory-view';
import type { AppRoleAssignment } from '../../store/tenant-state';
import type { ResourceRules } from '../protocol/graph-answers';
import type { JsonObject } from '../protocol/graph-call';

export const assignmentRules: ResourceRules = {
  type: 'appRoleAssignment',
  context: 'appRoleAssignments',
  query: {
    options: ['$select', '$top', '$count', '$filter', '$skiptoken'],
    properties: [
      'id',
      'deletedDateTime',
      'appRoleId',
      'createdDateTime',
      'principalDisplayName',
      'principalId',
      'principalType',
      'resourceDisplayName',
      'resourceId',
    ],
    filterable: { principalId: 'string', resourceId: 'string', appRoleId: 'string' },
    maxTop: 999,
  },
};

/** Names are looked up at the moment of telling, as they may have changed. */
export function describeAssignment(tenant: Tenant, assignment: AppRoleAssignment): JsonObject {
  const { servicePrincipals } = tenant.store.read();
  return {
    id: assignment.id,
    deletedDateTime: null,
    appRoleId: assignment.appRoleId,
    createdDateTime: assignment.createdDateTime,
    principalDisplayName: findById(servicePrincipals, assignment.principalId)?.displayName ?? null,
    principalId: assignment.principalId,
    principalType: 'ServicePrincipal',
    resourceDisplayName: findById(servicePrincipals, assignment.resourceId)?.displayName ?? null,
    resourceId: assignment.resourceId,
  };
}
