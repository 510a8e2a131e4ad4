import { isDeepStrictEqual } from 'node:util';
import { fromGraph, plainProblem } from '../lib/directory/step-problem';
import { fail, type Result, succeed } from '../lib/result';
import type { ConnectContext, ConnectProblem, ConnectStep } from './connect-context';
import { microsoftGraphAppId, type Registration, registrationNotes } from './registration';
import {
  type ApplicationBody,
  findPrincipal,
  findRegistration,
  type GraphPermissions,
  readGraphPermissions,
  type RegisteredApplication,
  writeRegistration,
  writeServicePrincipal,
} from './registration-calls';
import { untilKnown } from './until-known';

export type AppliedRegistration = {
  readonly application: RegisteredApplication;
  /** Object id of the portal's service principal. */
  readonly principalId: string;
  readonly graphPrincipalId: string;
};

/** Makes the application and its service principal as they have to be, or finds that they are. */
export async function applyRegistration(
  context: ConnectContext,
  registration: Registration,
  portalUrl: string,
): Promise<Result<AppliedRegistration, ConnectProblem>> {
  const permissions = await readGraphPermissions(context.graph);
  if (!permissions.ok) return stopped('read', fromGraph(permissions.error));
  const body = bodyOf(registration, permissions.value, portalUrl);
  if (!body) return stopped('read', plainProblem('malformed'));
  const application = await applyApplication(context, registration.uniqueName, body);
  if (!application.ok) return application;
  const principal = await applyPrincipal(context, application.value.appId);
  if (!principal.ok) return principal;
  return succeed({
    application: application.value,
    principalId: principal.value,
    graphPrincipalId: permissions.value.principalId,
  });
}

async function applyApplication(
  { graph, clock, say }: ConnectContext,
  uniqueName: string,
  body: ApplicationBody,
): Promise<Result<RegisteredApplication, ConnectProblem>> {
  const before = await findRegistration(graph, uniqueName);
  if (!before.ok) return stopped('read', fromGraph(before.error));
  if (before.value && isAsWanted(before.value, body)) {
    say(`The registration "${body.displayName}" is as it has to be.`);
    return succeed(before.value);
  }
  const written = await writeRegistration(graph, uniqueName, withOthers(body, before.value));
  if (!written.ok) return stopped('application', fromGraph(written.error));
  const found = await untilKnown(clock, async () => {
    const read = await findRegistration(graph, uniqueName);
    // A replica that has heard of the application may not have heard of the change.
    return read.ok && read.value && !isAsWanted(read.value, body) ? succeed(null) : read;
  });
  if (!found.ok) return stopped('application', found.error);
  say(
    before.value ? `Repaired the registration "${body.displayName}".` : `Made the registration "${body.displayName}".`,
  );
  return succeed(found.value);
}

async function applyPrincipal(
  { graph, clock, say }: ConnectContext,
  appId: string,
): Promise<Result<string, ConnectProblem>> {
  const before = await findPrincipal(graph, appId);
  if (!before.ok) return stopped('read', fromGraph(before.error));
  if (before.value) return succeed(before.value);
  const written = await untilKnown(clock, async () => {
    const made = await writeServicePrincipal(graph, appId);
    return made.ok ? succeed(true) : made;
  });
  if (!written.ok) return stopped('servicePrincipal', written.error);
  const found = await untilKnown(clock, () => findPrincipal(graph, appId));
  if (!found.ok) return stopped('servicePrincipal', found.error);
  say('Made its service principal.');
  return succeed(found.value);
}

/** @returns null when this tenant's Microsoft Graph lacks one of the permissions */
function bodyOf(
  { displayName, redirectUris, logoutUrl, idTokenClaims, signInScopes, workScopes }: Registration,
  { scopeIds }: GraphPermissions,
  portalUrl: string,
): ApplicationBody | null {
  const ids = [...signInScopes, ...workScopes].map((scope) => scopeIds.get(scope));
  const resourceAccess = ids.flatMap((id) => (id ? [{ id, type: 'Scope' }] : []));
  if (resourceAccess.length < ids.length) return null;
  return {
    displayName,
    signInAudience: 'AzureADMyOrg',
    groupMembershipClaims: 'DirectoryRole',
    notes: registrationNotes(portalUrl),
    web: { redirectUris, logoutUrl },
    optionalClaims: { idToken: idTokenClaims.map((name) => ({ name, essential: false })) },
    requiredResourceAccess: [{ resourceAppId: microsoftGraphAppId, resourceAccess }],
  };
}

function isAsWanted(application: RegisteredApplication, body: ApplicationBody): boolean {
  const access = application.requiredResourceAccess.find((one) => one.resourceAppId === microsoftGraphAppId);
  const ids = access?.resourceAccess.map(({ id }) => id) ?? [];
  const claims = application.optionalClaims?.idToken?.map(({ name }) => name) ?? [];
  return (
    application.signInAudience === body.signInAudience &&
    application.groupMembershipClaims === body.groupMembershipClaims &&
    isDeepStrictEqual(new Set(application.web.redirectUris), new Set(body.web.redirectUris)) &&
    application.web.logoutUrl === body.web.logoutUrl &&
    body.optionalClaims.idToken.every(({ name }) => claims.includes(name)) &&
    body.requiredResourceAccess.every(({ resourceAccess }) => resourceAccess.every(({ id }) => ids.includes(id)))
  );
}

/** What somebody added for another API stays. */
function withOthers(body: ApplicationBody, before: RegisteredApplication | null): ApplicationBody {
  const others = before?.requiredResourceAccess.filter((one) => one.resourceAppId !== microsoftGraphAppId) ?? [];
  return { ...body, requiredResourceAccess: [...body.requiredResourceAccess, ...others] };
}

export function stopped(step: ConnectStep, problem: ConnectProblem['problem']): Result<never, ConnectProblem> {
  return fail({ step, problem });
}
