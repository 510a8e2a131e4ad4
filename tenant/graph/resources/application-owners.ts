import { fail } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import { findById } from '../../scenarios/directory-view';
import type { Application } from '../../store/application';
import { holdsPermissions, mayReadApplications, mayWriteApplications } from '../protocol/access-rule';
import {
  findApplication,
  findManagedApplication,
  findManagedServicePrincipal,
  findServicePrincipal,
  withApplication,
  withServicePrincipal,
} from '../protocol/find-directory-object';
import { answerCollection, noContent, type ResourceRules } from '../protocol/graph-answers';
import { readBody } from '../protocol/graph-body';
import type { GraphCall, GraphOutcome, GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals } from '../protocol/graph-refusal';
import { readReference } from './application-body';

export const ownerRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/applications/{}/owners', access: mayReadApplications, handle: listApplicationOwners },
  { method: 'POST', template: '/applications/{}/owners/$ref', access: mayWriteApplications, handle: addOwner },
  { method: 'DELETE', template: '/applications/{}/owners/{}/$ref', access: mayWriteApplications, handle: removeOwner },
  {
    method: 'GET',
    template: '/servicePrincipals/{}/owners',
    access: mayReadApplications,
    handle: listServicePrincipalOwners,
  },
  {
    method: 'DELETE',
    template: '/servicePrincipals/{}/owners/{}/$ref',
    access: mayWriteApplications,
    handle: removePrincipalOwner,
  },
];

const ownerRules: ResourceRules = {
  type: 'directoryObject',
  context: 'directoryObjects',
  query: {
    options: ['$select', '$top', '$count', '$skiptoken'],
    properties: ['id', 'displayName', 'userPrincipalName', 'appId'],
    filterable: {},
    maxTop: 999,
  },
};

const referenceSchema = z.strictObject({ '@odata.id': z.string() });

function listApplicationOwners(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findApplication(tenant, call);
  return application.ok ? answerOwners(tenant, call, application.value) : application;
}

function listServicePrincipalOwners(tenant: Tenant, call: GraphCall): GraphOutcome {
  const principal = findServicePrincipal(tenant, call);
  return principal.ok ? answerOwners(tenant, call, principal.value) : principal;
}

function addOwner(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findManagedApplication(tenant, call);
  if (!application.ok) return application;
  const body = readBody(call, { schema: referenceSchema, type: 'directoryObject' });
  if (!body.ok) return body;
  const ownerId = readReference(body.value['@odata.id'])?.toLowerCase();
  const view = tenant.view();
  const known =
    ownerId === undefined ? undefined : (findById(view.people, ownerId) ?? findById(view.servicePrincipals, ownerId));
  if (known === undefined) return fail(refusals.invalidReference());
  if (application.value.ownerIds.includes(known.id)) return fail(refusals.ownerExists());
  return setOwners(tenant, application.value, [...application.value.ownerIds, known.id]);
}

function removeOwner(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findManagedApplication(tenant, call);
  if (!application.ok) return application;
  const ownerId = call.keys[1]?.toLowerCase() ?? '';
  if (!application.value.ownerIds.includes(ownerId)) return fail(refusals.notFound(ownerId));
  return setOwners(
    tenant,
    application.value,
    application.value.ownerIds.filter((id) => id !== ownerId),
  );
}

function removePrincipalOwner(tenant: Tenant, call: GraphCall): GraphOutcome {
  const principal = findManagedServicePrincipal(tenant, call);
  if (!principal.ok) return principal;
  const ownerId = call.keys[1]?.toLowerCase() ?? '';
  const ownerIds = principal.value.ownerIds.filter((id) => id !== ownerId);
  if (ownerIds.length === principal.value.ownerIds.length) return fail(refusals.notFound(ownerId));
  tenant.change((state) => withServicePrincipal(state, principal.value.id, (current) => ({ ...current, ownerIds })));
  return noContent();
}

function setOwners(tenant: Tenant, { id }: Application, ownerIds: readonly string[]): GraphOutcome {
  tenant.change((state) => withApplication(state, id, (current) => ({ ...current, ownerIds: [...ownerIds] })));
  return noContent();
}

function answerOwners(tenant: Tenant, call: GraphCall, { ownerIds }: Pick<Application, 'ownerIds'>): GraphOutcome {
  const rows = ownerIds.flatMap((id) => describeOwner(tenant, call, id));
  return answerCollection(tenant, call, { rules: ownerRules, rows });
}

/** Without a permission to read people Graph tells type and id only. */
function describeOwner(tenant: Tenant, { caller }: GraphCall, id: string): readonly JsonObject[] {
  const view = tenant.view();
  const person = findById(view.people, id);
  if (person !== undefined) {
    const isReadable = holdsPermissions(caller, [['User.Read.All'], ['Directory.Read.All']]);
    return [
      {
        '@odata.type': '#microsoft.graph.user',
        id,
        displayName: isReadable ? person.displayName : null,
        userPrincipalName: isReadable ? person.userPrincipalName : null,
      },
    ];
  }
  const principal = findById(view.servicePrincipals, id);
  if (principal === undefined) return [];
  const { displayName, appId } = principal;
  return [{ '@odata.type': '#microsoft.graph.servicePrincipal', id, displayName, appId }];
}
