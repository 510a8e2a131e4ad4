import { z } from 'zod';
import { applicationSchema, storedPasswordSchema } from './application';
import { servicePrincipalSchema } from './service-principal';
import { storedSettingsSchema } from './tenant-settings';

const personSchema = z.object({
  id: z.guid(),
  userPrincipalName: z.string(),
  displayName: z.string(),
  givenName: z.string(),
  surname: z.string(),
  /** False: an administrator has blocked sign-in. */
  accountEnabled: z.boolean().default(true),
});

const groupSchema = z.object({
  id: z.guid(),
  displayName: z.string(),
  memberIds: z.array(z.guid()),
});

/** `principalId` is a person or a group: a role held through a group counts for its members. */
const roleAssignmentSchema = z.object({
  id: z.string(),
  principalId: z.guid(),
  roleTemplateId: z.guid(),
});

const appRoleAssignmentSchema = z.object({
  id: z.string(),
  appRoleId: z.guid(),
  principalId: z.guid(),
  resourceId: z.guid(),
  createdDateTime: z.string(),
});

const permissionGrantSchema = z.object({
  id: z.string(),
  clientId: z.guid(),
  consentType: z.enum(['AllPrincipals', 'Principal']),
  principalId: z.guid().nullable(),
  resourceId: z.guid(),
  scope: z.string(),
});

const refreshTokenSchema = z.object({
  hash: z.string(),
  appId: z.guid(),
  personId: z.guid(),
  /** As the client asked for them, so that a refresh without `scope` repeats the answer. */
  scope: z.string(),
  expiresAt: z.number(),
  /** What the address is registered for that the first code went to. */
  platform: z.enum(['web', 'spa', 'public']).default('web'),
  /** When the person last stood before a page of Entra ID on the way to this token. */
  signedInAt: z.number().default(0),
  /** Of the browser's session that it came of. */
  authentication: z.object({ sid: z.string(), at: z.number() }).default({ sid: '', at: 0 }),
});

const version = {
  /** Of the object that was written. */
  id: z.string(),
  /** Counts all writes, so that the same writes replicate in the same way every time. */
  number: z.number().int(),
  /** By the machine's clock. */
  writtenAt: z.number(),
};

/** One write of an object with what replicas show until it has reached them; `null`: no such object. */
const objectVersionSchema = z.discriminatedUnion('kind', [
  z.object({ ...version, kind: z.literal('application'), before: applicationSchema.nullable() }),
  z.object({
    ...version,
    kind: z.literal('password'),
    applicationId: z.guid(),
    before: storedPasswordSchema.nullable(),
  }),
  z.object({ ...version, kind: z.literal('servicePrincipal'), before: servicePrincipalSchema.nullable() }),
  z.object({ ...version, kind: z.literal('appRoleAssignment'), before: appRoleAssignmentSchema.nullable() }),
  z.object({ ...version, kind: z.literal('permissionGrant'), before: permissionGrantSchema.nullable() }),
]);

export const tenantStateSchema = z.object({
  version: z.literal(1),
  seededAt: z.number(),
  settings: storedSettingsSchema,
  people: z.array(personSchema),
  groups: z.array(groupSchema),
  roleAssignments: z.array(roleAssignmentSchema),
  applications: z.array(applicationSchema),
  servicePrincipals: z.array(servicePrincipalSchema),
  appRoleAssignments: z.array(appRoleAssignmentSchema),
  oauth2PermissionGrants: z.array(permissionGrantSchema),
  refreshTokens: z.array(refreshTokenSchema),
  writes: z.number().int().default(0),
  /** Oldest first; only what some replica may not have yet. */
  versions: z.array(objectVersionSchema).default([]),
});

export type Person = Readonly<z.output<typeof personSchema>>;
export type Group = Readonly<z.output<typeof groupSchema>>;
export type RoleAssignment = Readonly<z.output<typeof roleAssignmentSchema>>;
export type AppRoleAssignment = Readonly<z.output<typeof appRoleAssignmentSchema>>;
export type PermissionGrant = Readonly<z.output<typeof permissionGrantSchema>>;
export type ObjectVersion = Readonly<z.output<typeof objectVersionSchema>>;
export type StoredRefreshToken = Readonly<z.output<typeof refreshTokenSchema>>;
export type TenantState = Readonly<z.output<typeof tenantStateSchema>>;
