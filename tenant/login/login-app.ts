import { Hono, type Context } from 'hono';
import type { BrowserSession } from '../context/browser-session';
import type { Tenant } from '../context/tenant-context';
import type { EndpointVersion } from '../entra/token-request';
import { pickAccount } from './account-picker';
import { adminConsent, answerAdminQuestion, pickAdministrator } from './admin-consent';
import {
  readAuthorizationRequest,
  type AuthorizationParameters,
  type AuthorizationRequest,
} from './authorization-request';
import { authorize, showRefusal } from './authorize';
import { readCarriedRequest } from './carried-request';
import { answerConsentQuestion } from './consent-question';
import { missingPage, signedOutPage, startPage } from './pages/notice-pages';
import { sameOriginOnly } from './same-origin';
import { sendPage } from './send-page';
import { signOut } from './session-cookie';
import { styleSheet } from './style-sheet';

type Answer = Response | Promise<Response>;

/** The pages a person visits on the way to an application and back. */
export function loginApp(tenant: Tenant): Hono {
  const app = new Hono();
  app.get('/', (context) => sendPage(context, startPage(tenant)));
  app.get('/sign-in.css', (context) => {
    context.header('Cache-Control', 'no-cache');
    return context.body(styleSheet, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  for (const [path, version] of authorizePaths) {
    app.get(path, (context) =>
      authorize(tenant.visit('signIn'), context, parametersOf(context, version, new URL(context.req.url).searchParams)),
    );
    // Applications may post the request from their own pages.
    app.post(path, async (context) =>
      authorize(tenant.visit('signIn'), context, parametersOf(context, version, await formOf(context))),
    );
  }
  app.post('/:tenant/sign-in', sameOriginOnly, (context) => continueWith(tenant, context, pickAccount));
  app.post('/:tenant/consent', sameOriginOnly, (context) => continueWith(tenant, context, answerConsentQuestion));
  app.get('/:tenant/v2.0/adminconsent', (context) =>
    adminConsent(tenant.visit('signIn'), context, parametersOf(context, '2.0', new URL(context.req.url).searchParams)),
  );
  app.post('/:tenant/adminconsent/sign-in', sameOriginOnly, (context) =>
    continueAdminConsent(tenant, context, pickAdministrator),
  );
  app.post('/:tenant/adminconsent/decision', sameOriginOnly, (context) =>
    continueAdminConsent(tenant, context, answerAdminQuestion),
  );
  app.get('/:tenant/oauth2/v2.0/logout', (context) => leave(tenant, context));
  app.get('/:tenant/oauth2/logout', (context) => leave(tenant, context));
  return app;
}

const authorizePaths: readonly (readonly [path: string, version: EndpointVersion])[] = [
  ['/:tenant/oauth2/v2.0/authorize', '2.0'],
  ['/:tenant/oauth2/authorize', '1.0'],
];

function parametersOf(context: Context, version: EndpointVersion, form: URLSearchParams) {
  return { segment: context.req.param('tenant') ?? '', version, form };
}

async function formOf(context: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await context.req.text());
}

type Step = (
  tenant: Tenant,
  context: Context,
  answered: { readonly request: AuthorizationRequest; readonly form: URLSearchParams },
) => Answer;

/** A form of our own pages: the request it carries is judged again before the step is taken. */
async function continueWith(tenant: Tenant, context: Context, step: Step): Promise<Response> {
  const form = await formOf(context);
  const parameters = readCarriedRequest(form.get('request'));
  if (parameters === undefined) return sendPage(context, missingPage(), { status: 404 });
  const here = tenant.visit('signIn');
  const request = readAuthorizationRequest(here, parameters);
  if (!request.ok) return showRefusal(here, context, request.error);
  return step(here, context, { request: request.value, form });
}

type AdminStep = (
  tenant: Tenant,
  context: Context,
  answered: { readonly parameters: AuthorizationParameters; readonly form: URLSearchParams },
) => Answer;

async function continueAdminConsent(tenant: Tenant, context: Context, step: AdminStep): Promise<Response> {
  const form = await formOf(context);
  const parameters = readCarriedRequest(form.get('request'));
  if (parameters === undefined) return sendPage(context, missingPage(), { status: 404 });
  return step(tenant.visit('signIn'), context, { parameters, form });
}

/**
 * Front-channel sign-out: each application that this browser was signed in to is loaded in a hidden frame at its logout
 * URL, with the session and without the issuer.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#single-sign-out
 */
function logoutAddresses(tenant: Tenant, session: BrowserSession | undefined): readonly string[] {
  if (session === undefined) return [];
  return tenant.view().applications.flatMap(({ appId, web }) => {
    if (web.logoutUrl === null || !session.appIds.includes(appId)) return [];
    const address = new URL(web.logoutUrl);
    address.searchParams.set('sid', session.authentication.sid);
    return address.toString();
  });
}

const secondsOfSignOut = 2;

/** Applications are told first; then people are sent back, but only to an address that some application registered. */
function leave(tenant: Tenant, context: Context): Answer {
  const session = signOut(tenant, context);
  const told = logoutAddresses(tenant, session);
  const address = context.req.query('post_logout_redirect_uri');
  const isRegistered = tenant
    .view()
    .applications.some(({ web }) => address !== undefined && web.redirectUris.includes(address));
  const target = address !== undefined && isRegistered ? new URL(address) : null;
  const state = context.req.query('state');
  if (state !== undefined) target?.searchParams.set('state', state);
  if (target !== null && told.length === 0) return context.redirect(target.toString(), 302);
  // The frames need the page for a moment.
  if (target !== null) context.header('Refresh', `${secondsOfSignOut}; url=${target.toString()}`);
  return sendPage(context, signedOutPage(told), { frames: told });
}
