import { z } from 'zod';
import {
  appRoleSchema,
  permissionScopeSchema,
  signInAudiences,
  storedKeySchema,
  storedPasswordSchema,
} from './application';

const text = z.string().nullable();

/** What a client may write. `appId` is taken at creation only, a password never. */
export const servicePrincipalPropertiesSchema = z.strictObject({
  accountEnabled: z.boolean().default(true),
  alternativeNames: z.array(z.string()).default([]),
  appRoleAssignmentRequired: z.boolean().default(false),
  description: text.default(null),
  homepage: text.default(null),
  loginUrl: text.default(null),
  logoutUrl: text.default(null),
  notes: text.default(null),
  notificationEmailAddresses: z.array(z.string()).default([]),
  preferredSingleSignOnMode: text.default(null),
  replyUrls: z.array(z.string()).default([]),
  tags: z.array(z.string().max(256)).default([]),
});

export const servicePrincipalSchema = servicePrincipalPropertiesSchema.extend({
  id: z.guid(),
  appId: z.guid(),
  displayName: z.string(),
  appDisplayName: z.string(),
  appOwnerOrganizationId: z.guid(),
  servicePrincipalNames: z.array(z.string()),
  signInAudience: z.enum(signInAudiences),
  appRoles: z.array(appRoleSchema),
  oauth2PermissionScopes: z.array(permissionScopeSchema),
  /** Credentials of its own, beside those of the application. */
  passwordCredentials: z.array(storedPasswordSchema).default([]),
  keyCredentials: z.array(storedKeySchema).default([]),
  ownerIds: z.array(z.guid()),
  /** As the application has it, in the same tenant. */
  isDisabled: z.boolean().nullable().default(null),
  deletedDateTime: z.iso.datetime({ offset: true }).nullable(),
});

export type ServicePrincipalProperties = Readonly<z.output<typeof servicePrincipalPropertiesSchema>>;
export type ServicePrincipal = Readonly<z.output<typeof servicePrincipalSchema>>;
