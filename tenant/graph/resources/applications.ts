import { isDeepStrictEqual } from 'node:util';
import { fail } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import type { Application, ApplicationProperties } from '../../store/application';
import { isPresent } from '../../store/soft-delete';
import { mayReadApplications, mayWriteApplications } from '../protocol/access-rule';
import { findApplication, findManagedApplication, withApplication } from '../protocol/find-directory-object';
import { answerCollection, answerEntity, noContent } from '../protocol/graph-answers';
import { readJsonObject } from '../protocol/graph-body';
import { prefers, type GraphCall, type GraphOutcome, type GraphRoute } from '../protocol/graph-call';
import { readObjectKey } from '../protocol/graph-path';
import { refusals } from '../protocol/graph-refusal';
import { readApplicationChange } from './application-body';
import { applicationRules, describeApplication, describeCertificate } from './application-resource';
import { createApplication, isNameTaken } from './create-application';

export const applicationRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: '/applications', access: mayReadApplications, handle: listApplications },
  { method: 'POST', template: '/applications', access: mayWriteApplications, handle: postApplication },
  { method: 'GET', template: '/applications/{}', access: mayReadApplications, handle: getApplication },
  { method: 'PATCH', template: '/applications/{}', access: mayWriteApplications, handle: patchApplication },
  { method: 'DELETE', template: '/applications/{}', access: mayWriteApplications, handle: deleteApplication },
];

function listApplications(tenant: Tenant, call: GraphCall): GraphOutcome {
  const rows = tenant.view().applications.map(describeApplication);
  return answerCollection(tenant, call, { rules: applicationRules, rows });
}

function getApplication(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findApplication(tenant, call);
  if (!application.ok) return application;
  const row = describeApplication(application.value);
  // Certificates themselves are told to whoever asks for this collection of one object.
  const selected = call.query.get('$select')?.split(',') ?? [];
  const keyCredentials = application.value.keyCredentials.map(describeCertificate);
  return answerEntity(call, applicationRules, selected.includes('keyCredentials') ? { ...row, keyCredentials } : row);
}

function postApplication(tenant: Tenant, call: GraphCall): GraphOutcome {
  const body = readJsonObject(call);
  return body.ok ? createApplication(tenant, call.caller, body.value) : body;
}

function patchApplication(tenant: Tenant, call: GraphCall): GraphOutcome {
  const key = readObjectKey(call.keys[0] ?? '');
  const found = findApplication(tenant, call);
  if (found.ok) return changeApplication(tenant, call);
  if (key.property !== 'uniqueName' || !prefers(call, 'create-if-missing')) return found;
  const body = readJsonObject(call);
  if (!body.ok) return body;
  if ('passwordCredentials' in body.value) return fail(refusals.secretNotHere());
  if (isNameTaken(tenant, key.value)) return fail(refusals.uniqueNameTaken());
  return createApplication(tenant, call.caller, { ...body.value, uniqueName: key.value });
}

function changeApplication(tenant: Tenant, call: GraphCall): GraphOutcome {
  const managed = findManagedApplication(tenant, call);
  if (!managed.ok) return managed;
  const application = managed.value;
  const change = readApplicationChange(call, application);
  if (!change.ok) return change;
  const { properties, passwordCredentials, keyCredentials } = change.value;
  if (changesEnabled(application, properties)) return fail(refusals.entitlementEnabled());
  const isRenamed = properties.uniqueName !== application.uniqueName;
  if (isRenamed && properties.uniqueName !== null && isNameTaken(tenant, properties.uniqueName)) {
    return fail(refusals.uniqueNameTaken());
  }
  tenant.change((state) =>
    withApplication(state, application.id, (current) => ({
      ...current,
      ...properties,
      passwordCredentials: [...passwordCredentials],
      keyCredentials: [...keyCredentials],
    })),
  );
  return noContent();
}

/** What others may ask for stays as it is until it is switched off. */
function changesEnabled(before: Application, after: ApplicationProperties): boolean {
  const entitlements = ({ api, appRoles }: ApplicationProperties) => [...api.oauth2PermissionScopes, ...appRoles];
  const kept = new Map(entitlements(after).map((entitlement) => [entitlement.id, entitlement]));
  return entitlements(before).some((one) => {
    if (!one.isEnabled) return false;
    const next = kept.get(one.id);
    return next === undefined || !isDeepStrictEqual({ ...next, isEnabled: true }, one);
  });
}

/** Into the recycle bin for 30 days, and the service principal of this tenant with it. */
function deleteApplication(tenant: Tenant, call: GraphCall): GraphOutcome {
  const application = findManagedApplication(tenant, call);
  if (!application.ok) return application;
  const { id, appId } = application.value;
  const deletedDateTime = new Date(tenant.clock.now()).toISOString();
  tenant.change((state) => ({
    ...withApplication(state, id, (current) => ({ ...current, deletedDateTime })),
    servicePrincipals: state.servicePrincipals.map((principal) =>
      principal.appId === appId && isPresent(principal) ? { ...principal, deletedDateTime } : principal,
    ),
  }));
  return noContent();
}
