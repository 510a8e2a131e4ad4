import { createHash, randomBytes } from 'node:crypto';
import { roleTemplateId, type RoleName } from '../seed/directory-roles';
import { tenantId } from '../seed/tenant-identity';
import type { Application } from '../store/application';
import type { ServicePrincipal } from '../store/service-principal';
import type { Person } from '../store/tenant-state';

/** The template every member holds by default; Entra ID puts it into `wids` too, so `wids` is never empty. */
const memberRoleTemplateId = 'b79fbf4d-3ef9-4689-8143-76b194e85509';

export const tokenLifetimeSeconds = 3599;

export type Claims = Readonly<Record<string, unknown>>;

/** Of id tokens: `sid` is the browser's session, `auth_time` when the person last gave their credentials. */
export type Authentication = { readonly sid: string; readonly at: number };

export type PersonTokenSubject = {
  readonly person: Person;
  readonly roles: ReadonlySet<RoleName>;
  readonly application: Application;
  /** How the application proved itself. */
  readonly proof: '0' | '1' | '2';
};

/** The version an API asks for, whichever endpoint issues the token; Microsoft Graph and Defender ask for v1.0. */
export type TokenTarget =
  | { readonly version: '1.0'; readonly audience: string }
  | { readonly version: '2.0'; readonly audience: string; readonly issuer: string };

/** @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export function personAccessClaims(
  { person, roles, application, proof }: PersonTokenSubject,
  target: TokenTarget,
  scopes: readonly string[],
): Claims {
  if (target.version === '2.0') {
    return {
      ...envelope2(target, { application, proof }),
      name: person.displayName,
      oid: person.id,
      preferred_username: person.userPrincipalName,
      scp: scopes.join(' '),
      sub: pairwiseSubject(person, application),
    };
  }
  return {
    ...sharedClaims(target.audience),
    app_displayname: application.displayName,
    appid: application.appId,
    appidacr: proof,
    family_name: person.surname,
    given_name: person.givenName,
    idtyp: 'user',
    name: person.displayName,
    oid: person.id,
    scp: scopes.join(' '),
    sub: pairwiseSubject(person, application),
    unique_name: person.userPrincipalName,
    upn: person.userPrincipalName,
    wids: roleTemplates(roles),
  };
}

export type ApplicationTokenSubject = Pick<PersonTokenSubject, 'application' | 'proof'> & {
  readonly servicePrincipal: ServicePrincipal;
};

export function applicationAccessClaims(
  { application, servicePrincipal, proof }: ApplicationTokenSubject,
  target: TokenTarget,
  roles: readonly string[],
): Claims {
  const shared = { oid: servicePrincipal.id, sub: servicePrincipal.id, ...(roles.length > 0 && { roles }) };
  if (target.version === '2.0') return { ...envelope2(target, { application, proof }), ...shared };
  return {
    ...sharedClaims(target.audience),
    app_displayname: application.displayName,
    appid: application.appId,
    appidacr: proof,
    idp: issuerV1,
    idtyp: 'app',
    ...shared,
  };
}

type IdTokenDetails = {
  readonly issuer: string;
  readonly version: '1.0' | '2.0';
  readonly nonce: string | undefined;
  readonly scopes: readonly string[];
  readonly authentication: Authentication;
  /** Those of the registration. */
  readonly optionalClaims: readonly string[];
  /** Of what is issued beside it: hashes that tie them to it. */
  readonly hashes?: Claims;
};

/** @see https://learn.microsoft.com/entra/identity-platform/optional-claims-reference */
export function idTokenClaims({ person, roles, application }: PersonTokenSubject, details: IdTokenDetails): Claims {
  const wantsRoles = /DirectoryRole|All/.test(application.groupMembershipClaims ?? '');
  return {
    aud: application.appId,
    ...(details.optionalClaims.includes('auth_time') && { auth_time: Math.floor(details.authentication.at / 1_000) }),
    iss: details.issuer,
    ...details.hashes,
    ...(details.scopes.includes('email') && { email: person.userPrincipalName }),
    ...(details.scopes.includes('profile') && {
      name: person.displayName,
      preferred_username: person.userPrincipalName,
    }),
    ...(details.nonce !== undefined && { nonce: details.nonce }),
    oid: person.id,
    rh: mintTokenReference(),
    ...(details.optionalClaims.includes('sid') && { sid: details.authentication.sid }),
    sub: pairwiseSubject(person, application),
    tid: tenantId,
    uti: mintTokenIdentifier(),
    ver: details.version,
    ...(wantsRoles && { wids: roleTemplates(roles) }),
  };
}

export const issuerV1 = `https://sts.windows.net/${tenantId}/`;

type Target2 = Extract<TokenTarget, { readonly version: '2.0' }>;

function envelope2(
  { audience, issuer }: Target2,
  { application, proof }: Pick<PersonTokenSubject, 'application' | 'proof'>,
): Claims {
  return {
    aud: audience,
    iss: issuer,
    aio: mintTokenIdentifier(),
    azp: application.appId,
    azpacr: proof,
    rh: mintTokenReference(),
    tid: tenantId,
    uti: mintTokenIdentifier(),
    ver: '2.0',
  };
}

function sharedClaims(audience: string): Claims {
  return {
    aud: audience,
    iss: issuerV1,
    rh: mintTokenReference(),
    tid: tenantId,
    uti: mintTokenIdentifier(),
    ver: '1.0',
  };
}

/** Without it two tokens of one second would be equal. */
function mintTokenIdentifier(): string {
  return randomBytes(16).toString('base64url');
}

function mintTokenReference(): string {
  return `1.A${randomBytes(27).toString('base64url')}.`;
}

/** Entra ID tells each application another `sub` for the same person. */
export function pairwiseSubject(person: Person, application: Pick<Application, 'appId'>): string {
  return createHash('sha256').update(`${application.appId}/${person.id}`).digest('base64url');
}

function roleTemplates(roles: ReadonlySet<RoleName>): string[] {
  return [...[...roles].map(roleTemplateId), memberRoleTemplateId];
}
