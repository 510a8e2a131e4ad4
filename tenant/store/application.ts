import { z } from 'zod';

const dateTime = z.iso.datetime({ offset: true });
const text = z.string().nullable();

export const signInAudiences = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
] as const;

const requiredResourceAccessSchema = z.strictObject({
  resourceAppId: z.guid(),
  resourceAccess: z.array(z.strictObject({ id: z.guid(), type: z.enum(['Role', 'Scope']) })).max(400),
});

export const appRoleSchema = z.strictObject({
  allowedMemberTypes: z.array(z.enum(['User', 'Application'])),
  description: text,
  displayName: text,
  id: z.guid(),
  isEnabled: z.boolean(),
  origin: text.default('Application'),
  value: text,
});

export const permissionScopeSchema = z.strictObject({
  adminConsentDescription: text.default(null),
  adminConsentDisplayName: text.default(null),
  id: z.guid(),
  isEnabled: z.boolean().default(true),
  type: z.enum(['User', 'Admin']),
  userConsentDescription: text.default(null),
  userConsentDisplayName: text.default(null),
  value: text,
});

const redirectUris = z.array(z.string().max(256));

/** Entra ID takes https only, except for the machine the person sits at. */
const webRedirectUris = z.array(
  z
    .string()
    .max(256)
    .refine((uri) => /^https:\/\/./.test(uri) || /^http:\/\/(localhost|127\.0\.0\.1)([:/]|$)/.test(uri)),
);

const webSchema = z.strictObject({
  homePageUrl: text.default(null),
  logoutUrl: text.default(null),
  redirectUris: webRedirectUris.default([]),
  implicitGrantSettings: z
    .strictObject({
      enableAccessTokenIssuance: z.boolean().default(false),
      enableIdTokenIssuance: z.boolean().default(false),
    })
    .prefault({}),
});

const apiSchema = z.strictObject({
  acceptMappedClaims: z.boolean().nullable().default(null),
  knownClientApplications: z.array(z.guid()).default([]),
  requestedAccessTokenVersion: z
    .union([z.literal(1), z.literal(2)])
    .nullable()
    .default(null),
  oauth2PermissionScopes: z.array(permissionScopeSchema).default([]),
  preAuthorizedApplications: z
    .array(z.strictObject({ appId: z.guid(), delegatedPermissionIds: z.array(z.guid()) }))
    .default([]),
});

const infoSchema = z.strictObject({
  marketingUrl: text.default(null),
  privacyStatementUrl: text.default(null),
  supportUrl: text.default(null),
  termsOfServiceUrl: text.default(null),
});

/** Those that this tenant can put into an id token on demand; others are refused. */
const optionalClaimsSchema = z.strictObject({
  idToken: z
    .array(
      z.strictObject({
        name: z.enum(['auth_time', 'sid']),
        source: z.null().default(null),
        essential: z.boolean().default(false),
        additionalProperties: z.array(z.never()).default([]),
      }),
    )
    .default([]),
  accessToken: z.array(z.never()).default([]),
  saml2Token: z.array(z.never()).default([]),
});

/** What a client may write, in the spelling of the resource page; everything else is refused. */
export const applicationPropertiesSchema = z.strictObject({
  displayName: z.string().regex(/\S/).max(256),
  uniqueName: z.string().min(1).max(256).nullable().default(null),
  description: z.string().max(1024).nullable().default(null),
  notes: text.default(null),
  serviceManagementReference: text.default(null),
  signInAudience: z.enum(signInAudiences).default('AzureADMyOrg'),
  groupMembershipClaims: text.default(null),
  identifierUris: z.array(z.string()).default([]),
  tags: z.array(z.string().max(256)).default([]),
  appRoles: z.array(appRoleSchema).default([]),
  api: apiSchema.prefault({}),
  info: infoSchema.prefault({}),
  web: webSchema.prefault({}),
  spa: z.strictObject({ redirectUris: redirectUris.default([]) }).prefault({}),
  publicClient: z.strictObject({ redirectUris: redirectUris.default([]) }).prefault({}),
  requiredResourceAccess: z.array(requiredResourceAccessSchema).max(50).default([]),
  isFallbackPublicClient: z.boolean().nullable().default(null),
  /** Deactivated: no new tokens. @see https://learn.microsoft.com/entra/identity/enterprise-apps/deactivate-app-registration */
  isDisabled: z.boolean().nullable().default(null),
  isDeviceOnlyAuthSupported: z.boolean().nullable().default(null),
  oauth2RequirePostResponse: z.boolean().default(false),
  defaultRedirectUri: text.default(null),
  samlMetadataUrl: text.default(null),
  tokenEncryptionKeyId: z.guid().nullable().default(null),
  optionalClaims: optionalClaimsSchema.nullable().default(null),
});

export const storedPasswordSchema = z.object({
  keyId: z.guid(),
  displayName: text,
  startDateTime: dateTime,
  endDateTime: dateTime,
  hint: z.string(),
  secretHash: z.string(),
});

/** A certificate that the application may sign in with. */
export const storedKeySchema = z.object({
  keyId: z.guid(),
  displayName: text,
  startDateTime: dateTime,
  endDateTime: dateTime,
  type: z.string(),
  usage: z.string(),
  /** Base64 of the certificate. */
  key: z.string(),
});

/** Another issuer's tokens that the application may sign in with. */
export const federatedCredentialSchema = z.object({
  id: z.guid(),
  name: z.string(),
  issuer: z.string(),
  subject: z.string(),
  description: text,
  audiences: z.array(z.string()),
});

export const applicationSchema = applicationPropertiesSchema.extend({
  id: z.guid(),
  appId: z.guid(),
  createdDateTime: dateTime,
  deletedDateTime: dateTime.nullable(),
  passwordCredentials: z.array(storedPasswordSchema),
  // A state that was saved by an earlier release has none.
  keyCredentials: z.array(storedKeySchema).default([]),
  federatedCredentials: z.array(federatedCredentialSchema).default([]),
  /** By Microsoft, for a violation of its services agreement. */
  disabledByMicrosoftStatus: z.string().nullable().default(null),
  ownerIds: z.array(z.guid()),
});

export type ApplicationProperties = Readonly<z.output<typeof applicationPropertiesSchema>>;
export type StoredKey = Readonly<z.output<typeof storedKeySchema>>;
export type FederatedCredential = Readonly<z.output<typeof federatedCredentialSchema>>;
export type StoredPassword = Readonly<z.output<typeof storedPasswordSchema>>;
export type Application = Readonly<z.output<typeof applicationSchema>>;
export type PermissionScope = Readonly<z.output<typeof permissionScopeSchema>>;
