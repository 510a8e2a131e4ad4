import { z } from 'zod';
import { applicationSchema } from './application';
import { servicePrincipalSchema } from './service-principal';
import { settingsSchema } from './tenant-settings';

const personSchema = z.object({
  id: z.guid(),
  userPrincipalName: z.string(),
  displayName: z.string(),
  givenName: z.string(),
  surname: z.string(),
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
  writtenAt: z.number(),
});

const permissionGrantSchema = z.object({
  id: z.string(),
  clientId: z.guid(),
  consentType: z.enum(['AllPrincipals', 'Principal']),
  principalId: z.guid().nullable(),
  resourceId: z.guid(),
  scope: z.string(),
  writtenAt: z.number(),
});

const refreshTokenSchema = z.object({
  hash: z.string(),
  appId: z.guid(),
  personId: z.guid(),
  /** As the client asked for them, so that a refresh without `scope` repeats the answer. */
  scope: z.string(),
  expiresAt: z.number(),
});

export const tenantStateSchema = z.object({
  version: z.literal(1),
  seededAt: z.number(),
  settings: settingsSchema,
  people: z.array(personSchema),
  groups: z.array(groupSchema),
  roleAssignments: z.array(roleAssignmentSchema),
  applications: z.array(applicationSchema),
  servicePrincipals: z.array(servicePrincipalSchema),
  appRoleAssignments: z.array(appRoleAssignmentSchema),
  oauth2PermissionGrants: z.array(permissionGrantSchema),
  refreshTokens: z.array(refreshTokenSchema),
});

export type Person = Readonly<z.output<typeof personSchema>>;
export type Group = Readonly<z.output<typeof groupSchema>>;
export type RoleAssignment = Readonly<z.output<typeof roleAssignmentSchema>>;
export type AppRoleAssignment = Readonly<z.output<typeof appRoleAssignmentSchema>>;
export type PermissionGrant = Readonly<z.output<typeof permissionGrantSchema>>;
export type StoredRefreshToken = Readonly<z.output<typeof refreshTokenSchema>>;
export type TenantState = Readonly<z.output<typeof tenantStateSchema>>;
