import { fail } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import { findById } from '../../scenarios/directory-view';
import type { RoleName } from '../../seed/directory-roles';
import { mintRelationKey } from '../../store/object-key';
import type { PermissionGrant } from '../../store/tenant-state';
import { applicationAdministrators, type AccessRule } from '../protocol/access-rule';
import { findServicePrincipal } from '../protocol/find-directory-object';
import { answerCollection, answerEntity, created, noContent, type ResourceRules } from '../protocol/graph-answers';
import { readBody } from '../protocol/graph-body';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';

const reading = [['DelegatedPermissionGrant.ReadWrite.All'], ['Directory.Read.All']];
const writing = [['DelegatedPermissionGrant.ReadWrite.All']];
const grantAdministrators: readonly RoleName[] = [...applicationAdministrators, 'Privileged Role Administrator'];
const mayRead: AccessRule = { delegated: reading, application: reading };
const mayWrite: AccessRule = { delegated: writing, application: writing, roles: grantAdministrators };

export const permissionGrantRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/oauth2PermissionGrants', access: mayRead, handle: listGrants },
  { method: 'POST', template: '/oauth2PermissionGrants', access: mayWrite, handle: postGrant },
  { method: 'GET', template: '/oauth2PermissionGrants/{}', access: mayRead, handle: getGrant },
  { method: 'PATCH', template: '/oauth2PermissionGrants/{}', access: mayWrite, handle: patchGrant },
  { method: 'DELETE', template: '/oauth2PermissionGrants/{}', access: mayWrite, handle: deleteGrant },
  { method: 'GET', template: '/servicePrincipals/{}/oauth2PermissionGrants', access: mayRead, handle: listOfClient },
];

const grantRules: ResourceRules = {
  type: 'oAuth2PermissionGrant',
  context: 'oauth2PermissionGrants',
  query: {
    options: ['$filter', '$select', '$top', '$count', '$skiptoken'],
    properties: ['id', 'clientId', 'consentType', 'principalId', 'resourceId', 'scope'],
    filterable: { clientId: 'string', consentType: 'string', principalId: 'string', resourceId: 'string' },
    maxTop: 999,
  },
};

const creationSchema = z
  .strictObject({
    clientId: z.guid(),
    consentType: z.enum(['AllPrincipals', 'Principal']),
    principalId: z.guid().nullish(),
    resourceId: z.guid(),
    scope: z.string(),
  })
  .refine(({ consentType, principalId }) => (consentType === 'Principal') === (principalId != null), {
    path: ['principalId'],
  });

const changeSchema = z.strictObject({ scope: z.string() });

function listGrants(tenant: Tenant, call: GraphCall): GraphOutcome {
  return answerCollection(tenant, call, { rules: grantRules, rows: tenant.view().permissionGrants.map(describe) });
}

function listOfClient(tenant: Tenant, call: GraphCall): GraphOutcome {
  const client = findServicePrincipal(tenant, call);
  if (!client.ok) return client;
  const rows = tenant.view().permissionGrants.filter(({ clientId }) => clientId === client.value.id);
  return answerCollection(tenant, call, { rules: grantRules, rows: rows.map(describe) });
}

function getGrant(tenant: Tenant, call: GraphCall): GraphOutcome {
  const grant = findElevatedToken(tenant, call);
  return grant === undefined ? missing(call) : answerEntity(call, grantRules, describe(grant));
}

function postGrant(tenant: Tenant, call: GraphCall): GraphOutcome {
  const body = readBody(call, { schema: creationSchema, type: 'oAuth2PermissionGrant', readOnly: ['id'] });
  if (!body.ok) return body;
  const { clientId, resourceId, consentType, scope } = body.value;
  const principalId = body.value.principalId ?? null;
  const view = tenant.view();
  const isKnown =
    findById(view.servicePrincipals, clientId) !== undefined &&
    findById(view.servicePrincipals, resourceId) !== undefined &&
    (principalId === null || findById(view.people, principalId) !== undefined);
  if (!isKnown) return fail(refusals.invalidReference());
  const isSame = (other: PermissionGrant) =>
    other.clientId === clientId && other.resourceId === resourceId && other.principalId === principalId;
  if (tenant.store.read().oauth2PermissionGrants.some(isSame)) return fail(refusals.grantExists());
  const grant = { id: mintRelationKey(), clientId, consentType, principalId, resourceId, scope };
  tenant.change((state) => ({ ...state, oauth2PermissionGrants: [...state.oauth2PermissionGrants, grant] }));
  return created(grantRules, describe(grant));
}

function patchGrant(tenant: Tenant, call: GraphCall): GraphOutcome {
  const grant = findElevatedToken(tenant, call);
  if (grant === undefined) return missing(call);
  const body = readBody(call, { schema: changeSchema, type: 'oAuth2PermissionGrant' });
  if (!body.ok) return body;
  tenant.change((state) => ({
    ...state,
    oauth2PermissionGrants: state.oauth2PermissionGrants.map((other) =>
      other.id === grant.id ? { ...other, scope: body.value.scope } : other,
    ),
  }));
  return noContent();
}

function deleteGrant(tenant: Tenant, call: GraphCall): GraphOutcome {
  const grant = findElevatedToken(tenant, call);
  if (grant === undefined) return missing(call);
  tenant.change((state) => ({
    ...state,
    oauth2PermissionGrants: state.oauth2PermissionGrants.filter(({ id }) => id !== grant.id),
  }));
  return noContent();
}

function findElevatedToken(tenant: Tenant, call: GraphCall): PermissionGrant | undefined {
  return tenant.view().permissionGrants.find(({ id }) => id === call.keys[0]);
}

function missing(call: GraphCall): GraphOutcome {
  return fail(refusals.notFound(call.keys[0] ?? ''));
}

function describe({ id, clientId, consentType, principalId, resourceId, scope }: PermissionGrant): JsonObject {
  return { id, clientId, consentType, principalId, resourceId, scope };
}
