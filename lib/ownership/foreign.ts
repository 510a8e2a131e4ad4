import type { Registration } from '@/lib/graph/registration-reads';
import { z } from 'zod';

/** Ways into an application, or to more than it should have, that this portal did not make. */
export const foreignKinds = [
  /** May add credentials at any time. */
  'owner',
  'principalOwner',
  'secret',
  'principalSecret',
  'certificate',
  'principalCertificate',
  /** Another issuer's tokens sign in as the application. */
  'federated',
  /** Where Entra sends what a person signed in for. */
  'redirectUri',
  /** Tokens in the address, or sign-in without a secret. */
  'openClient',
  /** Other tenants may use it. */
  'audience',
  /** Others may ask for permissions of it. */
  'exposedApi',
  /** A permission that the registration asks for. */
  'requested',
  'granted',
] as const;

export type ForeignKind = (typeof foreignKinds)[number];

export const foreignSchema = z.object({
  kind: z.enum(foreignKinds),
  /** What it is removed by. */
  id: z.string(),
  /** For people to read: a name, an address, the beginning of a secret. Written by whoever made it. */
  label: z.string(),
  /** ISO 8601, UTC; null for what does not end by itself. */
  expiresAt: z.string().nullable(),
});

export type Foreign = Readonly<z.infer<typeof foreignSchema>>;

/** What of an application is as this portal makes it. */
export type OwnAccess = {
  /** Object id of who works on it: their ownership lets them do what they do here. Null where nobody does. */
  readonly personId: string | null;
  readonly isOwnSecret: (secret: {
    readonly keyId: string;
    readonly displayName?: string | null | undefined;
  }) => boolean;
  readonly redirectUris: readonly string[];
  readonly mayRequest: (resourceAppId: string, access: { readonly id: string; readonly type: string }) => boolean;
  readonly mayHold: (grant: { readonly resourceId: string; readonly appRoleId: string }) => boolean;
  /** What a permission is called, by its id. */
  readonly names: ReadonlyMap<string, string>;
};

/** In the order of harm: who can add more comes first, so that what is removed after it stays removed. */
export function findForeign(registration: Registration, own: OwnAccess): readonly Foreign[] {
  return [
    ...foreignOwners(registration, own),
    ...foreignCredentials(registration, own),
    ...foreignPlaces(registration, own),
    ...foreignPermissions(registration, own),
  ];
}

function plain(kind: ForeignKind, id: string, label = id): Foreign {
  return { kind, id, label, expiresAt: null };
}

function foreignOwners({ owners, principalOwners }: Registration, { personId }: OwnAccess): readonly Foreign[] {
  const of = (kind: ForeignKind, some: Registration['owners']) =>
    some
      .filter(({ id }) => id !== personId)
      .map(({ id, userPrincipalName, displayName }) => plain(kind, id, userPrincipalName ?? displayName ?? id));
  return [...of('owner', owners), ...of('principalOwner', principalOwners)];
}

function foreignCredentials({ application, principal, federated }: Registration, own: OwnAccess): readonly Foreign[] {
  const passwords = (application?.passwordCredentials ?? []).filter((password) => !own.isOwnSecret(password));
  return [
    ...passwords.map((one) => secret('secret', one)),
    ...(principal?.passwordCredentials ?? []).map((one) => secret('principalSecret', one)),
    ...(application?.keyCredentials ?? []).map((one) => certificate('certificate', one)),
    ...(principal?.keyCredentials ?? []).map((one) => certificate('principalCertificate', one)),
    ...federated.map(({ id, name, issuer, subject }) =>
      plain('federated', id, [name, issuer, subject].filter(Boolean).join(' · ')),
    ),
  ];
}

type Password = NonNullable<NonNullable<Registration['application']>['passwordCredentials']>[number];
type Certificate = NonNullable<NonNullable<Registration['application']>['keyCredentials']>[number];

/** By its beginning, as Entra shows it; a name can be anything. */
function secret(kind: ForeignKind, { keyId, hint, displayName, endDateTime }: Password): Foreign {
  const named = displayName ? ` (${displayName})` : '';
  return { kind, id: keyId, label: `${hint ? `${hint}…` : keyId}${named}`, expiresAt: endDateTime };
}

function certificate(kind: ForeignKind, { keyId, displayName, endDateTime }: Certificate): Foreign {
  return { kind, id: keyId, label: displayName ?? keyId, expiresAt: endDateTime ?? null };
}

const OWN_AUDIENCE = 'AzureADMyOrg';

function foreignPlaces({ application }: Registration, { redirectUris }: OwnAccess): readonly Foreign[] {
  if (!application) return [];
  const { web, spa, publicClient, api, appRoles, identifierUris, signInAudience, isFallbackPublicClient } = application;
  const places = [...(spa?.redirectUris ?? []), ...(publicClient?.redirectUris ?? [])];
  const onWeb = (web?.redirectUris ?? []).filter((uri) => !redirectUris.includes(uri));
  const { enableAccessTokenIssuance, enableIdTokenIssuance } = web?.implicitGrantSettings ?? {};
  const exposed = [
    ...(identifierUris ?? []),
    ...[...(api?.oauth2PermissionScopes ?? []), ...(appRoles ?? [])].map(({ id, value }) => value ?? id),
    ...(api?.preAuthorizedApplications ?? []).map(({ appId }) => appId),
    ...(api?.knownClientApplications ?? []),
  ];
  const implicit = enableAccessTokenIssuance === true || enableIdTokenIssuance === true;
  return [
    ...[...onWeb, ...places].map((uri) => plain('redirectUri', uri)),
    ...(implicit ? [plain('openClient', 'implicitGrantSettings')] : []),
    ...(isFallbackPublicClient === true ? [plain('openClient', 'isFallbackPublicClient')] : []),
    ...(signInAudience && signInAudience !== OWN_AUDIENCE ? [plain('audience', signInAudience)] : []),
    ...exposed.map((name) => plain('exposedApi', name)),
  ];
}

function foreignPermissions(
  { application, grants }: Registration,
  { mayRequest, mayHold, names }: OwnAccess,
): readonly Foreign[] {
  const requested = (application?.requiredResourceAccess ?? []).flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.filter((access) => !mayRequest(resourceAppId, access)).map(({ id }) => id),
  );
  return [
    ...requested.map((id) => plain('requested', id, names.get(id) ?? id)),
    ...grants
      .filter((grant) => !mayHold(grant))
      .map(({ id, appRoleId }) => plain('granted', id, names.get(appRoleId) ?? appRoleId)),
  ];
}
