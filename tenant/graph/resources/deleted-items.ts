import { fail, succeed } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import { findByAppId, findById, viewDirectory, type DirectoryView } from '../../scenarios/directory-view';
import type { RoleName } from '../../seed/directory-roles';
import type { Application } from '../../store/application';
import type { ServicePrincipal } from '../../store/service-principal';
import { isPresent } from '../../store/soft-delete';
import type { TenantState } from '../../store/tenant-state';
import {
  holdsRole,
  mayManage,
  mayReadApplications,
  mayWriteApplications,
  type AccessRule,
} from '../protocol/access-rule';
import { withApplication } from '../protocol/find-directory-object';
import { answerCollection, answerEntity, noContent } from '../protocol/graph-answers';
import {
  graphMetadata,
  type GraphCall,
  type GraphOutcome,
  type GraphRoute,
  type JsonObject,
} from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';
import { applicationRules, describeApplication } from './application-resource';
import { describeServicePrincipal, servicePrincipalRules } from './service-principal-resource';

const mayPurge: AccessRule = {
  delegated: [['Application.ReadWrite.All']],
  application: [['Application.ReadWrite.All']],
};
const purgeAdministrators: readonly RoleName[] = ['Global Administrator', 'Application Administrator'];

export const deletedItemRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: '/directory/deletedItems/microsoft.graph.application',
    access: mayReadApplications,
    handle: listDeletedApplications,
  },
  {
    method: 'GET',
    template: '/directory/deletedItems/microsoft.graph.servicePrincipal',
    access: mayReadApplications,
    handle: listDeletedServicePrincipals,
  },
  { method: 'GET', template: '/directory/deletedItems/{}', access: mayReadApplications, handle: getDeleted },
  { method: 'DELETE', template: '/directory/deletedItems/{}', access: mayPurge, handle: purge },
  { method: 'POST', template: '/directory/deletedItems/{}/restore', access: mayWriteApplications, handle: restore },
];

type Deleted =
  | { readonly kind: 'application'; readonly object: Application }
  | { readonly kind: 'servicePrincipal'; readonly object: ServicePrincipal };

function listDeletedApplications(tenant: Tenant, call: GraphCall): GraphOutcome {
  const rows = tenant.view().deletedApplications.map(describeApplication);
  return answerCollection(tenant, call, { rules: applicationRules, rows });
}

function listDeletedServicePrincipals(tenant: Tenant, call: GraphCall): GraphOutcome {
  const rows = tenant.view().deletedServicePrincipals.map(describeServicePrincipal);
  return answerCollection(tenant, call, { rules: servicePrincipalRules, rows });
}

function getDeleted(tenant: Tenant, call: GraphCall): GraphOutcome {
  const deleted = findDeleted(tenant.view(), call);
  if (deleted === undefined) return missing(call);
  const rules = deleted.kind === 'application' ? applicationRules : servicePrincipalRules;
  return answerEntity(call, { ...rules, context: 'directoryObjects' }, describeObject(deleted));
}

/** The application comes back alone: its service principal has an entry of its own. */
function restore(tenant: Tenant, call: GraphCall): GraphOutcome {
  const deleted = findStored(tenant, call);
  if (deleted === undefined) return missing(call);
  // graph-client posts an empty object where an action takes nothing.
  if (!isEmpty(call.body)) return fail(refusals.unexpectedBody());
  if (!mayManage(call.caller, deleted.object)) return fail(refusals.insufficientPrivileges());
  const { id, appId } = deleted.object;
  const live = tenant.store.read().servicePrincipals.filter(isPresent);
  if (deleted.kind === 'servicePrincipal' && findByAppId(live, appId) !== undefined) {
    return fail(refusals.servicePrincipalExists(appId));
  }
  tenant.change((state) => withoutDeletion(state, deleted.kind, id));
  const body = { '@odata.context': `${graphMetadata}#directoryObjects/$entity`, ...describeObject(revived(deleted)) };
  return succeed({ status: 200, body });
}

function isEmpty(body: GraphCall['body']): boolean {
  return body.kind === 'none' || (body.kind === 'json' && JSON.stringify(body.value) === '{}');
}

/** Frees the name and the quota; with a service principal its grants go for good. */
function purge(tenant: Tenant, call: GraphCall): GraphOutcome {
  const deleted = findStored(tenant, call);
  if (deleted === undefined) return missing(call);
  if (!holdsRole(call.caller, purgeAdministrators)) return fail(refusals.insufficientPrivileges());
  const { id } = deleted.object;
  tenant.change((state) => ({
    ...state,
    applications: state.applications.filter((application) => application.id !== id),
    servicePrincipals: state.servicePrincipals.filter((principal) => principal.id !== id),
    appRoleAssignments: state.appRoleAssignments.filter(
      ({ principalId, resourceId }) => principalId !== id && resourceId !== id,
    ),
    oauth2PermissionGrants: state.oauth2PermissionGrants.filter(
      ({ clientId, resourceId }) => clientId !== id && resourceId !== id,
    ),
  }));
  return noContent();
}

/** Seen here and still deleted in truth; another replica may have restored or purged it already. */
function findStored(tenant: Tenant, call: GraphCall): Deleted | undefined {
  const isSeen = findDeleted(tenant.view(), call) !== undefined;
  const state = tenant.store.read();
  return isSeen ? findDeleted(viewDirectory(state, { now: tenant.clock.now() }), call) : undefined;
}

function findDeleted(view: DirectoryView, call: GraphCall): Deleted | undefined {
  const id = call.keys[0] ?? '';
  const application = findById(view.deletedApplications, id);
  if (application !== undefined) return { kind: 'application', object: application };
  const principal = findById(view.deletedServicePrincipals, id);
  return principal === undefined ? undefined : { kind: 'servicePrincipal', object: principal };
}

function withoutDeletion(state: TenantState, kind: Deleted['kind'], id: string): TenantState {
  if (kind === 'application') return withApplication(state, id, (current) => ({ ...current, deletedDateTime: null }));
  const servicePrincipals = state.servicePrincipals.map((principal) =>
    principal.id === id ? { ...principal, deletedDateTime: null } : principal,
  );
  return { ...state, servicePrincipals };
}

function revived(deleted: Deleted): Deleted {
  return deleted.kind === 'application'
    ? { kind: 'application', object: { ...deleted.object, deletedDateTime: null } }
    : { kind: 'servicePrincipal', object: { ...deleted.object, deletedDateTime: null } };
}

function describeObject(deleted: Deleted): JsonObject {
  return {
    '@odata.type': `#microsoft.graph.${deleted.kind}`,
    ...(deleted.kind === 'application'
      ? describeApplication(deleted.object)
      : describeServicePrincipal(deleted.object)),
  };
}

function missing(call: GraphCall): GraphOutcome {
  return fail(refusals.notFound(call.keys[0] ?? ''));
}
