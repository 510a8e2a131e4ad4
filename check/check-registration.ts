import { readConsent } from '../connect/consent-calls';
import { registrationOf } from '../connect/registration';
import {
  findPrincipal,
  readGraphPermissions,
  readRegistration,
  type RegisteredApplication,
} from '../connect/registration-calls';
import type { Environment } from '../lib/env';
import type { GraphContext } from '../lib/graph/graph-context';
import type { ServiceError } from '../lib/http/service-error';
import { type CheckId, type Finding, ok, problem, unknown } from './finding';

type Settings = Pick<Environment, 'PORTAL_URL' | 'ENTRA_CLIENT_ID' | 'credentials'>;

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** What only somebody who may read the directory can see: the registration's claims, its consents, a secret's end. */
export async function checkRegistration(graph: GraphContext, environment: Settings): Promise<readonly Finding[]> {
  const application = await readRegistration(graph, environment.ENTRA_CLIENT_ID);
  if (!application.ok) return [unread('claims', application.error)];
  if (!application.value) {
    const remedy = 'Take ENTRA_CLIENT_ID from the registration, or run npm run connect.';
    return [problem('claims', 'The tenant has no application with ENTRA_CLIENT_ID.', remedy)];
  }
  return [
    ...judgeClaims(application.value, environment.PORTAL_URL),
    ...judgeSecret(application.value, environment),
    await checkConsent(graph, environment),
  ];
}

function judgeClaims(application: RegisteredApplication, portalUrl: string): readonly Finding[] {
  const { idTokenClaims, logoutUrl } = registrationOf(portalUrl);
  const claims = application.optionalClaims?.idToken?.map(({ name }) => name) ?? [];
  const missing = idTokenClaims.filter((name) => !claims.includes(name));
  const remedy = 'docs/real-tenant.md, "The registration by hand"; npm run connect repairs it.';
  return [
    application.groupMembershipClaims === 'DirectoryRole'
      ? ok('claims', 'Sign-ins bring the directory roles.')
      : problem('claims', 'Sign-ins do not bring the directory roles (groupMembershipClaims).', remedy),
    missing.length === 0
      ? ok('claims', `Sign-ins bring ${idTokenClaims.join(' and ')}.`)
      : problem('claims', `Sign-ins do not bring ${missing.join(' and ')} (optional claims).`, remedy),
    application.web.logoutUrl === logoutUrl
      ? ok('claims', 'A sign-out of Microsoft ends the session here.')
      : problem('claims', `The front-channel logout URL is not ${logoutUrl}.`, remedy),
  ];
}

function judgeSecret(application: RegisteredApplication, { credentials }: Settings): readonly Finding[] {
  const { current } = credentials;
  if (!('clientSecret' in current)) return [];
  const own = application.passwordCredentials.filter(({ hint }) => hint === current.clientSecret.slice(0, 3));
  const endsAt = Math.max(...own.map(({ endDateTime }) => Date.parse(endDateTime)));
  if (own.length === 0) {
    return [problem('credential', 'The registration has no such client secret.', 'npm run connect makes a new one.')];
  }
  const days = Math.floor((endsAt - Date.now()) / DAY_MS);
  const says = `The client secret ends on ${new Date(endsAt).toISOString().slice(0, 10)}, in ${days} days.`;
  return [days < SOON_DAYS ? problem('credential', says, 'npm run connect makes a new one.') : ok('credential', says)];
}

async function checkConsent(graph: GraphContext, { ENTRA_CLIENT_ID, PORTAL_URL }: Settings): Promise<Finding> {
  const [principal, permissions] = await Promise.all([
    findPrincipal(graph, ENTRA_CLIENT_ID),
    readGraphPermissions(graph),
  ]);
  if (!principal.ok) return unread('consent', principal.error);
  if (!permissions.ok) return unread('consent', permissions.error);
  const { signInScopes } = registrationOf(PORTAL_URL);
  if (!principal.value) return problem('consent', 'The registration has no service principal.', 'Run npm run connect.');
  const consent = { clientId: principal.value, resourceId: permissions.value.principalId, scopes: signInScopes };
  const consented = await readConsent(graph, consent);
  if (!consented.ok) return unread('consent', consented.error);
  const missing = signInScopes.filter((scope) => !consented.value?.scopes.includes(scope));
  if (missing.length === 0) return ok('consent', 'There is admin consent for what each sign-in asks for.');
  return problem(
    'consent',
    `There is no admin consent for ${missing.join(', ')}.`,
    'API permissions of the registration, Grant admin consent; until then people sign in with what is allowed.',
  );
}

function unread(check: CheckId, { status, requestId }: ServiceError): Finding {
  const place = status ? `HTTP ${status}, request ${requestId}` : `request ${requestId}`;
  return unknown(check, `Microsoft Graph did not tell (${place}).`, 'Sign in as somebody who may read applications.');
}
