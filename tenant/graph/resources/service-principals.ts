import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import {
  servicePrincipalPropertiesSchema,
  type ServicePrincipal,
  type ServicePrincipalProperties,
} from '../../store/service-principal';
import { mayReadApplications, mayWriteApplications } from '../protocol/access-rule';
import { findManagedServicePrincipal, findServicePrincipal } from '../protocol/find-directory-object';
import { answerCollection, answerEntity, noContent } from '../protocol/graph-answers';
import { validateBody, readJsonObject, type BodyRules } from '../protocol/graph-body';
import { prefers, type GraphCall, type GraphOutcome, type GraphRoute, type JsonObject } from '../protocol/graph-call';
import { readObjectKey } from '../protocol/graph-path';
import { refusals, type GraphRefusal } from '../protocol/graph-refusal';
import { createServicePrincipal } from './create-service-principal';
import { readKeys } from './key-credentials';
import { describeServicePrincipal, servicePrincipalRules } from './service-principal-resource';

export const servicePrincipalRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/servicePrincipals', access: mayReadApplications, handle: listServicePrincipals },
  { method: 'POST', template: '/servicePrincipals', access: mayWriteApplications, handle: postServicePrincipal },
  { method: 'GET', template: '/servicePrincipals/{}', access: mayReadApplications, handle: getServicePrincipal },
  { method: 'PATCH', template: '/servicePrincipals/{}', access: mayWriteApplications, handle: patchServicePrincipal },
  { method: 'DELETE', template: '/servicePrincipals/{}', access: mayWriteApplications, handle: deleteServicePrincipal },
];

const servicePrincipalBody: BodyRules<ServicePrincipalProperties> = {
  schema: servicePrincipalPropertiesSchema,
  type: 'servicePrincipal',
  readOnly: [
    'id',
    'deletedDateTime',
    'appDisplayName',
    'applicationTemplateId',
    'appOwnerOrganizationId',
    'createdByAppId',
    'disabledByMicrosoftStatus',
    'isDisabled',
    'oauth2PermissionScopes',
    'signInAudience',
    'resourceSpecificApplicationPermissions',
  ],
  absent: [
    'addIns',
    'appDescription',
    'appRoles',
    'customSecurityAttributes',
    'displayName',
    'info',
    'preferredTokenSigningKeyThumbprint',
    'samlSingleSignOnSettings',
    'servicePrincipalNames',
    'servicePrincipalType',
    'tokenEncryptionKeyId',
    'verifiedPublisher',
  ],
};

const appIdSchema = z.guid();

function listServicePrincipals(tenant: Tenant, call: GraphCall): GraphOutcome {
  const rows = tenant.view().servicePrincipals.map(describeServicePrincipal);
  return answerCollection(tenant, call, { rules: servicePrincipalRules, rows });
}

function getServicePrincipal(tenant: Tenant, call: GraphCall): GraphOutcome {
  const principal = findServicePrincipal(tenant, call);
  return principal.ok
    ? answerEntity(call, servicePrincipalRules, describeServicePrincipal(principal.value))
    : principal;
}

function postServicePrincipal(tenant: Tenant, call: GraphCall): GraphOutcome {
  const body = readJsonObject(call);
  if (!body.ok) return body;
  const { appId, ...rest } = body.value;
  if (appId === undefined) return fail(refusals.missingValue('appId', 'ServicePrincipal'));
  return createFrom(tenant, call, { appId, rest });
}

function patchServicePrincipal(tenant: Tenant, call: GraphCall): GraphOutcome {
  const key = readObjectKey(call.keys[0] ?? '');
  const found = findServicePrincipal(tenant, call);
  const body = readJsonObject(call);
  if (!body.ok) return body;
  const { appId, ...rest } = body.value;
  if (found.ok) {
    const isOtherApp = appId !== undefined && appId !== found.value.appId;
    return isOtherApp ? fail(refusals.readOnlyProperty('appId')) : changeServicePrincipal(tenant, call, rest);
  }
  if (key.property !== 'appId' || !prefers(call, 'create-if-missing')) return found;
  return createFrom(tenant, call, { appId: key.value, rest });
}

function createFrom(
  tenant: Tenant,
  call: GraphCall,
  { appId, rest }: { readonly appId: unknown; readonly rest: JsonObject },
): GraphOutcome {
  const id = appIdSchema.safeParse(appId);
  if (!id.success) return fail(refusals.invalidValue('appId', 'ServicePrincipal'));
  const properties = readProperties(rest);
  return properties.ok
    ? createServicePrincipal(tenant, call.caller, { appId: id.data, properties: properties.value })
    : properties;
}

function changeServicePrincipal(tenant: Tenant, call: GraphCall, change: JsonObject): GraphOutcome {
  const managed = findManagedServicePrincipal(tenant, call);
  if (!managed.ok) return managed;
  const principal = managed.value;
  const { keyCredentials, ...rest } = change;
  const keys = readKeys(keyCredentials, { present: principal.keyCredentials, resource: 'ServicePrincipal' });
  if (!keys.ok) return keys;
  const names = Object.keys(servicePrincipalPropertiesSchema.shape);
  const current = Object.fromEntries(Object.entries(principal).filter(([name]) => names.includes(name)));
  const properties = readProperties({ ...current, ...rest });
  if (!properties.ok) return properties;
  return replaceServicePrincipal(tenant, { ...principal, ...properties.value, keyCredentials: [...keys.value] });
}

function deleteServicePrincipal(tenant: Tenant, call: GraphCall): GraphOutcome {
  const principal = findManagedServicePrincipal(tenant, call);
  if (!principal.ok) return principal;
  const deletedDateTime = new Date(tenant.clock.now()).toISOString();
  return replaceServicePrincipal(tenant, { ...principal.value, deletedDateTime });
}

function replaceServicePrincipal(tenant: Tenant, changed: ServicePrincipal): GraphOutcome {
  tenant.change((state) => ({
    ...state,
    servicePrincipals: state.servicePrincipals.map((principal) => (principal.id === changed.id ? changed : principal)),
  }));
  return noContent();
}

/** A service principal never takes a password: the application has them. */
function readProperties(body: JsonObject): Result<ServicePrincipalProperties, GraphRefusal> {
  if ('passwordCredentials' in body) return fail(refusals.secretNotHere());
  const read = validateBody(body, servicePrincipalBody);
  return read.ok ? succeed(read.value) : read;
}
