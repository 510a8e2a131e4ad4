import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../context/tenant-context';
import { aadsts, type Aadsts } from '../entra/aadsts';
import { isSwitchedOff } from '../entra/usable-client';
import { readScopes, type ScopeRequest } from '../entra/requested-scopes';
import { readTenantSegment } from '../entra/tenant-segment';
import { parameter, requestedScopeText, type EndpointVersion } from '../entra/token-request';
import { findByAppId, findClient } from '../scenarios/directory-view';
import { platformOf } from '../entra/redirect-platform';
import type { Application } from '../store/application';
import { readResponseMode, readResponseTypes, type ResponseMode, type ResponseType } from './response-type';

/** What the browser brought, before anything is believed. */
export type AuthorizationParameters = {
  readonly segment: string;
  readonly version: EndpointVersion;
  readonly form: URLSearchParams;
};

/** Where the answer goes; known only after application and address have been checked. */
export type RedirectTarget = {
  readonly redirectUri: string;
  readonly responseMode: ResponseMode;
  readonly state: string | undefined;
};

export type Prompt = 'none' | 'login' | 'select_account' | 'consent' | 'create' | 'admin_consent';

export type AuthorizationRequest = {
  readonly parameters: AuthorizationParameters;
  readonly application: Application;
  readonly target: RedirectTarget;
  readonly scopeText: string;
  readonly scopes: ScopeRequest;
  readonly responseTypes: readonly ResponseType[];
  readonly nonce: string | undefined;
  readonly codeChallenge: string | undefined;
  readonly prompt: Prompt | undefined;
  readonly loginHint: string | undefined;
  /** How long ago the person may have given their credentials, in seconds. */
  readonly maxAge: number | undefined;
  readonly wantsClientInfo: boolean;
};

/** Without a trusted address a refusal is shown on a page of Entra ID's own; with one, the application is told. */
export type AuthorizationRefusal = {
  readonly refusal: Aadsts;
  readonly target: RedirectTarget | undefined;
  readonly correlationId: string | undefined;
};

export function readAuthorizationRequest(
  tenant: Tenant,
  parameters: AuthorizationParameters,
): Result<AuthorizationRequest, AuthorizationRefusal> {
  const correlationId = parameter(parameters.form, 'client-request-id');
  const client = readClient(tenant, parameters);
  if (!client.ok) return fail({ refusal: client.error, target: undefined, correlationId });
  const { application, target } = client.value;
  const details = readRequestDetails(tenant, parameters, application);
  if (!details.ok) return fail({ refusal: details.error, target, correlationId });
  return succeed({ parameters, application, target, ...details.value });
}

/** The application, and an address to answer to that it registered. */
export function readClient(
  tenant: Tenant,
  { segment, form }: AuthorizationParameters,
): Result<{ readonly application: Application; readonly target: RedirectTarget }, Aadsts> {
  const where = readTenantSegment(segment);
  if (!where.ok) return where;
  const appId = parameter(form, 'client_id');
  if (appId === undefined) return fail(aadsts.missingParameter('client_id'));
  const view = tenant.view();
  const application = findClient(view, appId);
  if (application === undefined) return fail(aadsts.unknownApplication(appId));
  if (where.value === 'shared' && application.signInAudience === 'AzureADMyOrg') {
    return fail(aadsts.notMultiTenant(application));
  }
  if (where.value === 'personal') return fail(aadsts.workAccountsOnly(application));
  if (isSwitchedOff(application) || findByAppId(view.servicePrincipals, appId)?.accountEnabled === false) {
    return fail(aadsts.disabledApplication(application));
  }
  const redirectUri = parameter(form, 'redirect_uri') ?? '';
  if (platformOf(application, redirectUri) === undefined) return fail(aadsts.redirectMismatch(redirectUri, appId));
  const target = { redirectUri, responseMode: readResponseMode(form), state: parameter(form, 'state') };
  return succeed({ application, target });
}

type RequestDetails = Omit<AuthorizationRequest, 'parameters' | 'application' | 'target'>;

function readRequestDetails(
  tenant: Tenant,
  { form, version }: AuthorizationParameters,
  application: Application,
): Result<RequestDetails, Aadsts> {
  const responseTypes = readResponseTypes(form, application);
  if (!responseTypes.ok) return responseTypes;
  const prompt = readPrompt(form, version);
  if (!prompt.ok) return prompt;
  const maxAge = readMaxAge(form);
  if (!maxAge.ok) return maxAge;
  const codeChallenge = readChallenge(form);
  if (!codeChallenge.ok) return codeChallenge;
  const scopeText = requestedScopeText({ form, version });
  if (scopeText === undefined) return fail(aadsts.missingParameter(version === '2.0' ? 'scope' : 'resource'));
  const scopes = readScopes(tenant.view(), scopeText);
  if (!scopes.ok) return scopes;
  return succeed({
    scopeText,
    scopes: scopes.value,
    responseTypes: responseTypes.value,
    nonce: parameter(form, 'nonce'),
    codeChallenge: codeChallenge.value,
    prompt: prompt.value,
    loginHint: parameter(form, 'login_hint'),
    maxAge: maxAge.value,
    wantsClientInfo: form.get('client_info') === '1',
  });
}

const promptsByVersion: Readonly<Record<EndpointVersion, readonly Prompt[]>> = {
  '1.0': ['none', 'login', 'select_account', 'consent', 'admin_consent'],
  '2.0': ['none', 'login', 'select_account', 'consent', 'create'],
};

function readPrompt(form: URLSearchParams, version: EndpointVersion): Result<Prompt | undefined, Aadsts> {
  const text = parameter(form, 'prompt');
  if (text === undefined) return succeed(undefined);
  const prompt = promptsByVersion[version].find((known) => known === text);
  return prompt === undefined ? fail(aadsts.unsupportedPrompt(text)) : succeed(prompt);
}

function readMaxAge(form: URLSearchParams): Result<number | undefined, Aadsts> {
  const text = parameter(form, 'max_age');
  if (text === undefined) return succeed(undefined);
  return /^\d{1,9}$/.test(text) ? succeed(Number(text)) : fail(aadsts.malformedRequest());
}

/** PKCE is optional for a confidential client, but when it is used it must be S256. */
function readChallenge(form: URLSearchParams): Result<string | undefined, Aadsts> {
  const challenge = parameter(form, 'code_challenge');
  const method = parameter(form, 'code_challenge_method');
  if (challenge === undefined && method === undefined) return succeed(undefined);
  if (method !== 'S256') return fail(aadsts.malformedRequest());
  if (!/^[\w-]{43}$/.test(challenge ?? '')) return fail(aadsts.badChallenge());
  return succeed(challenge);
}
