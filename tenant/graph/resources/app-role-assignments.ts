import { fail } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import { findById } from '../../scenarios/directory-view';
import type { RoleName } from '../../seed/directory-roles';
import { microsoftGraphAppId } from '../../seed/microsoft-graph-permissions';
import { mintRelationKey } from '../../store/object-key';
import type { ServicePrincipal } from '../../store/service-principal';
import type { AppRoleAssignment } from '../../store/tenant-state';
import {
  applicationAdministrators,
  holdsPermissions,
  holdsRole,
  mayReadApplications,
  privilegedAdministrators,
  type AccessRule,
  type PermissionSets,
} from '../protocol/access-rule';
import type { Caller } from '../protocol/caller';
import { findServicePrincipal } from '../protocol/find-directory-object';
import { answerCollection, answerEntity, created, noContent } from '../protocol/graph-answers';
import { readBody } from '../protocol/graph-body';
import type { GraphCall, GraphOutcome, GraphRoute } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';
import { assignmentRules, describeAssignment } from './app-role-assignment-resource';

const managingAssignments: PermissionSets = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Directory.Read.All',
].map((reading) => ['AppRoleAssignment.ReadWrite.All', reading]);

/** Application.ReadWrite.All reaches every API except Microsoft Graph; that one is judged with the resource known. */
const grantingAnywhere: PermissionSets = [...managingAssignments, ['Application.ReadWrite.All']];
const mayGrant: AccessRule = { delegated: grantingAnywhere, application: grantingAnywhere };

const grantAdministrators: readonly RoleName[] = [...applicationAdministrators, 'Privileged Role Administrator'];

type Side = 'principalId' | 'resourceId';

export const appRoleAssignmentRoutes: readonly GraphRoute[] = [
  ...routesOf('appRoleAssignments', 'principalId'),
  ...routesOf('appRoleAssignedTo', 'resourceId'),
];

/** The same assignments seen from the client or from the API; the id in the URL must be that side's. */
function routesOf(collection: string, side: Side): readonly GraphRoute[] {
  const template = `/servicePrincipals/{}/${collection}`;
  return [
    { method: 'GET', template, access: mayReadApplications, handle: (tenant, call) => list(tenant, call, side) },
    { method: 'POST', template, access: mayGrant, handle: (tenant, call) => grant(tenant, call, side) },
    {
      method: 'GET',
      template: `${template}/{}`,
      access: mayReadApplications,
      handle: (tenant, call) => read(tenant, call, side),
    },
    {
      method: 'DELETE',
      template: `${template}/{}`,
      access: mayGrant,
      handle: (tenant, call) => revoke(tenant, call, side),
    },
  ];
}

const bodySchema = z.strictObject({ principalId: z.guid(), resourceId: z.guid(), appRoleId: z.guid() });

function list(tenant: Tenant, call: GraphCall, side: Side): GraphOutcome {
  const principal = findServicePrincipal(tenant, call);
  if (!principal.ok) return principal;
  const found = tenant.view().appRoleAssignments.filter((assignment) => assignment[side] === principal.value.id);
  return answerCollection(tenant, call, {
    rules: assignmentRules,
    rows: found.map((one) => describeAssignment(tenant, one)),
  });
}

function read(tenant: Tenant, call: GraphCall, side: Side): GraphOutcome {
  const assignment = findAssignment(tenant, call, side);
  return assignment === undefined
    ? fail(refusals.notFound(call.keys[1] ?? ''))
    : answerEntity(call, assignmentRules, describeAssignment(tenant, assignment));
}

function grant(tenant: Tenant, call: GraphCall, side: Side): GraphOutcome {
  const addressed = findServicePrincipal(tenant, call);
  if (!addressed.ok) return addressed;
  const body = readBody(call, { schema: bodySchema, type: 'appRoleAssignment', readOnly: ['id', 'createdDateTime'] });
  if (!body.ok) return body;
  const { appRoleId } = body.value;
  const view = tenant.view();
  const principal = findById(view.servicePrincipals, body.value.principalId);
  const resource = findById(view.servicePrincipals, body.value.resourceId);
  if (principal === undefined || resource === undefined || body.value[side].toLowerCase() !== addressed.value.id) {
    return fail(refusals.invalidReference());
  }
  if (!mayGrantOn(call.caller, resource)) return fail(refusals.insufficientPrivileges());
  const role = resource.appRoles.find(({ id }) => id === appRoleId.toLowerCase());
  if (role?.allowedMemberTypes.includes('Application') !== true) return fail(refusals.roleNotFound());
  const isSame = (other: AppRoleAssignment) =>
    other.principalId === principal.id && other.resourceId === resource.id && other.appRoleId === role.id;
  if (view.appRoleAssignments.some(isSame)) return fail(refusals.alreadyAssigned());
  // The one writer knows of it although this replica does not: the same refusal in other words.
  if (tenant.store.read().appRoleAssignments.some(isSame)) return fail(refusals.entitlementExists());

  const now = tenant.clock.now();
  const assignment: AppRoleAssignment = {
    id: mintRelationKey(),
    appRoleId: role.id,
    principalId: principal.id,
    resourceId: resource.id,
    createdDateTime: new Date(now).toISOString(),
  };
  tenant.change((state) => ({ ...state, appRoleAssignments: [...state.appRoleAssignments, assignment] }));
  return created(assignmentRules, describeAssignment(tenant, assignment));
}

function revoke(tenant: Tenant, call: GraphCall, side: Side): GraphOutcome {
  const assignment = findAssignment(tenant, call, side);
  if (assignment === undefined) return fail(refusals.notFound(call.keys[1] ?? ''));
  const resource = findById(tenant.view().servicePrincipals, assignment.resourceId);
  if (resource !== undefined && !mayGrantOn(call.caller, resource)) return fail(refusals.insufficientPrivileges());
  tenant.change((state) => ({
    ...state,
    appRoleAssignments: state.appRoleAssignments.filter(({ id }) => id !== assignment.id),
  }));
  return noContent();
}

function findAssignment(tenant: Tenant, call: GraphCall, side: Side): AppRoleAssignment | undefined {
  const principal = findServicePrincipal(tenant, call);
  if (!principal.ok) return undefined;
  return tenant
    .view()
    .appRoleAssignments.find((assignment) => assignment.id === call.keys[1] && assignment[side] === principal.value.id);
}

/** A person who can grant Microsoft Graph roles can grant themselves anything, so it takes more than for other APIs. */
function mayGrantOn(caller: Caller, resource: ServicePrincipal): boolean {
  return resource.appId === microsoftGraphAppId
    ? holdsPermissions(caller, managingAssignments) && holdsRole(caller, privilegedAdministrators)
    : holdsRole(caller, grantAdministrators);
}
