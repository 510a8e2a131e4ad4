import 'server-only';
import { z } from 'zod';

// What a look at one connector reads, by path and by shape. Each is a part of one batch.

/** @see https://learn.microsoft.com/graph/api/application-get */
export function applicationPath(objectId: string): string {
  return `/applications/${objectId}?$select=id,appId,isDisabled,disabledByMicrosoftStatus,requiredResourceAccess,passwordCredentials`;
}

export const applicationStateSchema = z.object({
  id: z.guid(),
  /** Deactivated: nobody gets new tokens for it. */
  isDisabled: z.boolean().nullish(),
  disabledByMicrosoftStatus: z.string().nullish(),
  requiredResourceAccess: z
    .array(
      z.object({ resourceAppId: z.string(), resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })) }),
    )
    .nullish(),
  passwordCredentials: z.array(z.object({ keyId: z.guid(), endDateTime: z.string() })).nullish(),
});

export type ApplicationState = z.infer<typeof applicationStateSchema>;

/** @see https://learn.microsoft.com/graph/api/serviceprincipal-get */
export function principalPath(appId: string): string {
  return `/servicePrincipals(appId='${appId}')?$select=id,accountEnabled,disabledByMicrosoftStatus`;
}

export const principalStateSchema = z.object({
  id: z.guid(),
  accountEnabled: z.boolean().nullish(),
  disabledByMicrosoftStatus: z.string().nullish(),
});

export type PrincipalState = z.infer<typeof principalStateSchema>;

/**
 * Application permissions that were granted to it; a connector has one, so that the first page is the whole.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignments
 */
export function grantsPath(appId: string): string {
  return `/servicePrincipals(appId='${appId}')/appRoleAssignments?$select=appRoleId,resourceId`;
}

export const grantsSchema = z.object({ value: z.array(z.object({ appRoleId: z.guid(), resourceId: z.guid() })) });

export type Grants = z.infer<typeof grantsSchema>;
