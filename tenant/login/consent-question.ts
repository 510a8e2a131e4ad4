import type { Context } from 'hono';
import type { Tenant } from '../context/tenant-context';
import { aadsts } from '../entra/aadsts';
import { describeScope, mayConsentForAll, needsAdministrator, type ResourceScopes } from '../entra/consent';
import { giveConsent } from '../entra/give-consent';
import type { Person } from '../store/tenant-state';
import { refuseApplication } from './answer-application';
import type { AuthorizationRequest } from './authorization-request';
import { authorizeAddress, carryRequest } from './carried-request';
import { openQuestions } from './open-questions';
import { adminApprovalPage } from './pages/admin-approval-page';
import { consentPage, type RequestedPermission } from './pages/consent-page';
import { sendPage } from './send-page';
import { signedInPerson } from './session-cookie';

type Answer = Response | Promise<Response>;

type Question = {
  readonly request: AuthorizationRequest;
  readonly person: Person;
  readonly scopes: readonly ResourceScopes[];
};

export function showConsentQuestion(tenant: Tenant, context: Context, { request, person, scopes }: Question): Answer {
  const { application, parameters, target, prompt } = request;
  const page = consentPage({
    action: `/${encodeURIComponent(parameters.segment)}/consent`,
    request: carryRequest(parameters),
    personId: person.id,
    userName: person.userPrincipalName,
    applicationName: application.displayName,
    permissions: describePermissions(scopes),
    mayAnswerForAll: mayConsentForAll(tenant.view().rolesOf(person.id)),
    answersForAll: prompt === 'admin_consent',
  });
  return sendPage(context, page, { formTargets: [target.redirectUri] });
}

export function showNeedForApproval(context: Context, { request, person, scopes }: Question): Answer {
  const { application, parameters, target } = request;
  const page = adminApprovalPage({
    action: `/${encodeURIComponent(parameters.segment)}/consent`,
    request: carryRequest(parameters),
    userName: person.userPrincipalName,
    applicationName: application.displayName,
    permissions: describePermissions(scopes),
    otherAccountAddress: authorizeAddress(parameters, { prompt: 'select_account', login_hint: undefined }),
  });
  return sendPage(context, page, { formTargets: [target.redirectUri] });
}

/** The form of the question came back. Accepting is judged anew: the page may be old, the person another. */
export function answerConsentQuestion(
  tenant: Tenant,
  context: Context,
  { request, form }: { readonly request: AuthorizationRequest; readonly form: URLSearchParams },
): Answer {
  const { application, parameters } = request;
  if (form.get('decision') === 'return') return declined(tenant, context, request);
  if (form.get('decision') !== 'accept') return cancelled(tenant, context, request);
  const person = signedInPerson(tenant, context);
  if (person === undefined || person.id !== form.get('person')) {
    return context.redirect(authorizeAddress(parameters, { prompt: 'select_account' }), 302);
  }
  const scopes = openQuestions(tenant, request, person);
  const mayAnswerForAll = mayConsentForAll(tenant.view().rolesOf(person.id));
  if (mayAnswerForAll || !needsAdministrator(scopes, tenant.store.read().settings.userConsent)) {
    const isForAll = mayAnswerForAll && form.get('organization') === 'on';
    giveConsent(tenant, { application, principalId: isForAll ? null : person.id, scopes });
  }
  return context.redirect(authorizeAddress(parameters, { prompt: undefined, login_hint: undefined }), 302);
}

function cancelled(tenant: Tenant, context: Context, { target, parameters }: AuthorizationRequest): Answer {
  const correlationId = parameters.form.get('client-request-id') ?? undefined;
  const refusal = aadsts.consentDeclined();
  return refuseApplication(tenant, context, { target, refusal, correlationId, subcode: 'cancel' });
}

function declined(tenant: Tenant, context: Context, { target, parameters, application }: AuthorizationRequest): Answer {
  const correlationId = parameters.form.get('client-request-id') ?? undefined;
  return refuseApplication(tenant, context, {
    target,
    refusal: aadsts.adminApprovalNeeded(application),
    correlationId,
  });
}

function describePermissions(requested: readonly ResourceScopes[]): readonly RequestedPermission[] {
  return requested.flatMap((entry) =>
    entry.scopes.map((value) => {
      const scope = describeScope(entry, value);
      return {
        displayName: scope?.adminConsentDisplayName ?? value,
        value,
        needsAdmin: scope?.type !== 'User',
      };
    }),
  );
}
