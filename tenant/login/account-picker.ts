import type { Context } from 'hono';
import type { Tenant } from '../context/tenant-context';
import { aadsts } from '../entra/aadsts';
import { stamp } from '../entra/aadsts-stamp';
import { tenantDomain } from '../seed/people';
import { answerApplication } from './answer-application';
import type { AuthorizationRequest } from './authorization-request';
import { authorizeAddress, carryRequest } from './carried-request';
import { accountPickerPage, type PickableAccount } from './pages/account-picker-page';
import { refusalPage } from './pages/refusal-page';
import { sendPage } from './send-page';
import { isRecentSignIn, signedInPerson, signIn } from './session-cookie';

type Answer = Response | Promise<Response>;

/** Of a `max_age` of zero no sign-in is ever recent enough; the one that it brought about is. In seconds. */
const shortestMaxAge = 60;

type PickerState = {
  readonly request: AuthorizationRequest;
  /** What the person typed, when it named no account. */
  readonly unknownUser?: string;
};

export function showAccountPicker(tenant: Tenant, context: Context, { request, unknownUser }: PickerState): Answer {
  const { application, parameters, target, loginHint } = request;
  const accounts = listAccounts(tenant, context, loginHint);
  const isHintListed = accounts.some(({ person }) => person.userPrincipalName === loginHint?.toLowerCase());
  const page = accountPickerPage({
    action: `/${encodeURIComponent(parameters.segment)}/sign-in`,
    request: carryRequest(parameters),
    applicationName: application.displayName,
    accounts,
    typed: unknownUser ?? (isHintListed ? '' : (loginHint ?? '')),
    problem: unknownUser === undefined ? undefined : problemWith(unknownUser),
  });
  return sendPage(context, page, { formTargets: [target.redirectUri] });
}

/** The form of the picker came back: an account, a typed name, or a change of mind. */
export function pickAccount(
  tenant: Tenant,
  context: Context,
  { request, form }: { readonly request: AuthorizationRequest; readonly form: URLSearchParams },
): Answer {
  if (form.get('decision') === 'cancel') {
    return answerApplication(context, request.target, {
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: 'the user canceled the authentication',
    });
  }
  const userName = (form.get('account') ?? '').trim().toLowerCase();
  const person = tenant.view().people.find(({ userPrincipalName }) => userPrincipalName === userName);
  if (person !== undefined) {
    // Whoever is signed in already is let in without credentials, unless the application wants them given anew.
    const { maxAge } = request;
    const isFresh = request.prompt !== 'login' && isRecentSignIn(tenant, context, maxAge);
    const isKnown = signedInPerson(tenant, context)?.id === person.id && isFresh;
    if (!isKnown) signIn(tenant, context, person);
    // The question has been answered; asking again would go on for ever.
    const isAnswered = request.prompt !== 'consent' && request.prompt !== 'admin_consent';
    const changes = {
      login_hint: undefined,
      ...(isAnswered && { prompt: undefined }),
      ...(maxAge !== undefined && { max_age: String(Math.max(maxAge, shortestMaxAge)) }),
    };
    return context.redirect(authorizeAddress(request.parameters, changes), 302);
  }
  if (userName.includes('@') && !userName.endsWith(`@${tenantDomain}`)) {
    return showForeignUser(tenant, context, { request, userName });
  }
  return showAccountPicker(tenant, context, { request, unknownUser: form.get('account') ?? '' });
}

function showForeignUser(
  tenant: Tenant,
  context: Context,
  { request, userName }: { readonly request: AuthorizationRequest; readonly userName: string },
): Answer {
  const correlationId = request.parameters.form.get('client-request-id') ?? undefined;
  const page = refusalPage({
    refusal: aadsts.foreignUser(userName, request.application),
    stamp: stamp(tenant.clock.now(), correlationId),
    otherAccountAddress: authorizeAddress(request.parameters, { prompt: 'select_account', login_hint: undefined }),
  });
  return sendPage(context, page, { status: 400 });
}

function listAccounts(tenant: Tenant, context: Context, loginHint: string | undefined): readonly PickableAccount[] {
  const view = tenant.view();
  const current = signedInPerson(tenant, context);
  const accounts = view.people.map((person) => ({
    person,
    roles: [...view.rolesOf(person.id)],
    isSignedIn: person.id === current?.id,
  }));
  const isHinted = ({ person }: PickableAccount) => person.userPrincipalName === loginHint?.toLowerCase();
  return [...accounts.filter(isHinted), ...accounts.filter((account) => !isHinted(account))];
}

function problemWith(userName: string): string {
  const { number, message } = aadsts.unknownUser(userName);
  return `AADSTS${number}: ${message}`;
}
