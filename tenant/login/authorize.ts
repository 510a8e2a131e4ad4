import type { Context } from 'hono';
import type { Tenant } from '../context/tenant-context';
import { aadsts } from '../entra/aadsts';
import { stamp } from '../entra/aadsts-stamp';
import { mayConsentForAll, needsAdministrator } from '../entra/consent';
import { findPolicy, refuseSignIn } from '../entra/sign-in-policies';
import type { Person } from '../store/tenant-state';
import { showAccountPicker } from './account-picker';
import { refuseApplication } from './answer-application';
import {
  readAuthorizationRequest,
  type AuthorizationParameters,
  type AuthorizationRefusal,
  type AuthorizationRequest,
} from './authorization-request';
import { authorizeAddress } from './carried-request';
import { showConsentQuestion, showNeedForApproval } from './consent-question';
import { issueAnswer } from './issue-answer';
import { openQuestions } from './open-questions';
import { refusalPage } from './pages/refusal-page';
import { sendPage } from './send-page';
import { isRecentSignIn, renewSession, signedInAt, signedInPerson, signIn } from './session-cookie';

type Answer = Response | Promise<Response>;

/** Judges the request, then asks only what has not been answered: who, and with which permissions. */
export function authorize(here: Tenant, context: Context, parameters: AuthorizationParameters): Answer {
  const tenant = underItsName(here, parameters);
  const read = readAuthorizationRequest(tenant, parameters);
  if (!read.ok) return showRefusal(tenant, context, read.error);
  const request = read.value;
  const person = recognise(tenant, context, request);
  if (person === undefined) {
    return request.prompt === 'none'
      ? refuse(tenant, context, { request, refusal: aadsts.signInRequired() })
      : showAccountPicker(tenant, context, { request });
  }
  const blocked = evaluatePolicies(tenant, context, { request, person });
  if (blocked !== undefined) return blocked;
  const open = openQuestions(tenant, request, person);
  if (open.length === 0) return issueAnswer(tenant, context, { request, person });
  if (request.prompt === 'none') {
    const refusal = { ...aadsts.consentRequired(request.application), error: 'consent_required' };
    return refuse(tenant, context, { request, refusal });
  }
  const question = { request, person, scopes: open };
  return needsAdministrator(open, tenant.store.read().settings.userConsent) &&
    !mayConsentForAll(tenant.view().rolesOf(person.id))
    ? showNeedForApproval(context, question)
    : showConsentQuestion(tenant, context, question);
}

/** A client came by another name and was sent on to the pages of this one; see discovery/browser-redirect.ts. */
function underItsName(tenant: Tenant, { form }: AuthorizationParameters): Tenant {
  const name = URL.parse(form.get('reached_by') ?? '');
  return name === null ? tenant : tenant.reachedBy(name.href);
}

export function showRefusal(tenant: Tenant, context: Context, refused: AuthorizationRefusal): Answer {
  const { refusal, target, correlationId } = refused;
  if (target !== undefined) return refuseApplication(tenant, context, { target, refusal, correlationId });
  const notice = { refusal, stamp: stamp(tenant.clock.now(), correlationId) };
  return sendPage(context, refusalPage(notice), { status: 400 });
}

const choosingPrompts = ['login', 'select_account', 'create'] as const;

/** No person, when the application wants the account to be chosen. */
function recognise(tenant: Tenant, context: Context, request: AuthorizationRequest): Person | undefined {
  if (choosingPrompts.some((prompt) => prompt === request.prompt)) return undefined;
  const current = isRecentSignIn(tenant, context, request.maxAge) ? signedInPerson(tenant, context) : undefined;
  if (request.loginHint === undefined) return current;
  const hinted = tenant
    .view()
    .people.find(({ userPrincipalName }) => userPrincipalName === request.loginHint?.toLowerCase());
  if (hinted === undefined || hinted.id === current?.id) return hinted;
  if (request.prompt === 'none') return undefined;
  // No password is asked, so naming a person is as good as picking them.
  signIn(tenant, context, hinted);
  return hinted;
}

/** An interactive visit satisfies what a click can satisfy; a block is a page, or an answer to a silent request. */
function evaluatePolicies(
  tenant: Tenant,
  context: Context,
  { request, person }: { readonly request: AuthorizationRequest; readonly person: Person },
): Answer | undefined {
  const isSilent = request.prompt === 'none';
  if (!isSilent) renewSession(tenant, context);
  const { appId } = request.application;
  const policy = findPolicy(tenant, { person, appId, signedInAt: signedInAt(tenant, context) });
  if (policy === undefined) return undefined;
  if (isSilent) return refuse(tenant, context, { request, refusal: refuseSignIn(policy) });
  const page = refusalPage({
    refusal: refuseSignIn(policy),
    stamp: stamp(tenant.clock.now(), request.parameters.form.get('client-request-id') ?? undefined),
    otherAccountAddress: authorizeAddress(request.parameters, { prompt: 'select_account', login_hint: undefined }),
  });
  return sendPage(context, page, { status: 400 });
}

function refuse(
  tenant: Tenant,
  context: Context,
  { request, refusal }: { readonly request: AuthorizationRequest; readonly refusal: AuthorizationRefusal['refusal'] },
): Answer {
  const correlationId = request.parameters.form.get('client-request-id') ?? undefined;
  return refuseApplication(tenant, context, { target: request.target, refusal, correlationId });
}
