import type { Context } from 'hono';
import type { Tenant } from '../context/tenant-context';
import { aadsts } from '../entra/aadsts';
import { describeRefusal, stamp } from '../entra/aadsts-stamp';
import { describeScope, mayConsentForAll } from '../entra/consent';
import { giveConsent } from '../entra/give-consent';
import { grantAppRoles } from '../entra/grant-app-roles';
import { privilegedAdministrators } from '../graph/protocol/access-rule';
import { microsoftGraphAppId } from '../seed/microsoft-graph-permissions';
import { tenantId } from '../seed/tenant-identity';
import type { Person } from '../store/tenant-state';
import { readAdminConsentRequest, type AdminConsentRequest } from './admin-consent-request';
import { answerApplication, refuseApplication } from './answer-application';
import type { AuthorizationParameters } from './authorization-request';
import { showRefusal } from './authorize';
import { carryRequest } from './carried-request';
import { accountPickerPage } from './pages/account-picker-page';
import { adminApprovalPage } from './pages/admin-approval-page';
import { adminConsentPage } from './pages/admin-consent-page';
import type { RequestedPermission } from './pages/consent-page';
import { sendPage } from './send-page';
import { signedInPerson, signIn } from './session-cookie';

type Answer = Response | Promise<Response>;
type Answered = { readonly parameters: AuthorizationParameters; readonly form: URLSearchParams };
type Question = { readonly request: AdminConsentRequest; readonly person: Person };

/** Microsoft's admin consent endpoint: a person always picks an account, and decides for the whole organisation. */
export function adminConsent(tenant: Tenant, context: Context, parameters: AuthorizationParameters): Answer {
  const read = readAdminConsentRequest(tenant, parameters);
  return read.ok ? showPicker(tenant, context, read.value) : showRefusal(tenant, context, read.error);
}

function showPicker(tenant: Tenant, context: Context, request: AdminConsentRequest): Answer {
  const view = tenant.view();
  const current = signedInPerson(tenant, context);
  const page = accountPickerPage({
    action: actionOf(request, 'sign-in'),
    request: carryRequest(request.parameters),
    applicationName: request.application.displayName,
    accounts: view.people.map((person) => ({
      person,
      roles: [...view.rolesOf(person.id)],
      isSignedIn: person.id === current?.id,
    })),
    typed: '',
    problem: undefined,
  });
  return sendPage(context, page, { formTargets: [request.target.redirectUri] });
}

/** The form of the picker came back. */
export function pickAdministrator(tenant: Tenant, context: Context, { parameters, form }: Answered): Answer {
  const read = readAdminConsentRequest(tenant, parameters);
  if (!read.ok) return showRefusal(tenant, context, read.error);
  const request = read.value;
  if (form.get('decision') === 'cancel') return cancelled(tenant, context, request);
  const userName = (form.get('account') ?? '').trim().toLowerCase();
  const person = tenant.view().people.find(({ userPrincipalName }) => userPrincipalName === userName);
  if (person === undefined) return showPicker(tenant, context, request);
  signIn(tenant, context, person);
  return mayGrant(tenant, { request, person })
    ? showQuestion(context, { request, person })
    : showNeed(context, { request, person });
}

/** The form of the question came back. Accepting is judged anew: the page may be old, the person another. */
export function answerAdminQuestion(tenant: Tenant, context: Context, { parameters, form }: Answered): Answer {
  const read = readAdminConsentRequest(tenant, parameters);
  if (!read.ok) return showRefusal(tenant, context, read.error);
  const request = read.value;
  const { application, target, scopes, roles, scopeText } = request;
  if (form.get('decision') === 'return') {
    return refuseApplication(tenant, context, {
      target,
      refusal: aadsts.adminApprovalNeeded(application),
      correlationId: undefined,
    });
  }
  if (form.get('decision') !== 'accept') return cancelled(tenant, context, request);
  const person = signedInPerson(tenant, context);
  if (person === undefined || person.id !== form.get('person')) return showPicker(tenant, context, request);
  if (!mayGrant(tenant, { request, person })) return showNeed(context, { request, person });
  giveConsent(tenant, { application, principalId: null, scopes });
  grantAppRoles(tenant, { application, roles });
  return answerApplication(context, target, { admin_consent: 'True', tenant: tenantId, scope: scopeText });
}

/** Application permissions of Microsoft Graph take more than those of other APIs. */
function mayGrant(tenant: Tenant, { request, person }: Question): boolean {
  const held = tenant.view().rolesOf(person.id);
  const reachesGraph = request.roles.some(
    ({ resource, roleIds }) => resource.appId === microsoftGraphAppId && roleIds.length > 0,
  );
  return reachesGraph ? privilegedAdministrators.some((role) => held.has(role)) : mayConsentForAll(held);
}

function showQuestion(context: Context, { request, person }: Question): Answer {
  const page = adminConsentPage({
    action: actionOf(request, 'decision'),
    request: carryRequest(request.parameters),
    personId: person.id,
    userName: person.userPrincipalName,
    applicationName: request.application.displayName,
    permissions: describe(request),
  });
  return sendPage(context, page, { formTargets: [request.target.redirectUri] });
}

function showNeed(context: Context, { request, person }: Question): Answer {
  const { segment, form } = request.parameters;
  const page = adminApprovalPage({
    action: actionOf(request, 'decision'),
    request: carryRequest(request.parameters),
    userName: person.userPrincipalName,
    applicationName: request.application.displayName,
    permissions: describe(request),
    otherAccountAddress: `/${encodeURIComponent(segment)}/v2.0/adminconsent?${form.toString()}`,
  });
  return sendPage(context, page, { formTargets: [request.target.redirectUri] });
}

function cancelled(tenant: Tenant, context: Context, { target }: AdminConsentRequest): Answer {
  const refusal = aadsts.adminConsentDenied();
  return answerApplication(context, target, {
    admin_consent: 'True',
    error: refusal.error,
    error_description: describeRefusal(refusal, stamp(tenant.clock.now(), undefined)),
  });
}

function describe({ scopes, roles }: AdminConsentRequest): readonly RequestedPermission[] {
  const granted = roles.flatMap(({ resource, roleIds }) =>
    resource.appRoles
      .filter(({ id }) => roleIds.includes(id))
      .map(({ displayName, value }) => ({ displayName: displayName ?? '', value: value ?? '', needsAdmin: true })),
  );
  const delegated = scopes.flatMap((entry) =>
    entry.scopes.map((value) => ({
      displayName: describeScope(entry, value)?.adminConsentDisplayName ?? value,
      value,
      needsAdmin: true,
    })),
  );
  return [...granted, ...delegated];
}

function actionOf({ parameters }: AdminConsentRequest, step: 'sign-in' | 'decision'): string {
  return `/${encodeURIComponent(parameters.segment)}/adminconsent/${step}`;
}
