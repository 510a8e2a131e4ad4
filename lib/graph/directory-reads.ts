import 'server-only';
import { z } from 'zod';

// What the prerequisites check reads, by path and by shape. Each is a part of one batch.

/** @see https://learn.microsoft.com/graph/api/subscribedsku-list */
export const SKUS_PATH = '/subscribedSkus?$select=capabilityStatus,servicePlans,skuPartNumber';

export const skusSchema = z.object({
  value: z.array(
    z.object({
      capabilityStatus: z.string().nullish(),
      skuPartNumber: z.string().nullish(),
      servicePlans: z.array(
        z.object({ servicePlanId: z.string().nullish(), provisioningStatus: z.string().nullish() }),
      ),
    }),
  ),
});

export type Skus = z.infer<typeof skusSchema>;

/** An API's service principal, with the application permissions that it offers. */
export function resourcePath(appId: string): string {
  return `/servicePrincipals(appId='${appId}')?$select=id,appId,appRoles`;
}

export const resourceSchema = z.object({
  id: z.guid(),
  appRoles: z.array(z.object({ id: z.guid(), value: z.string().nullish(), isEnabled: z.boolean().nullish() })),
});

export type Resource = z.infer<typeof resourceSchema>;

/** @see https://learn.microsoft.com/graph/api/tenantappmanagementpolicy-get */
export const POLICY_PATH = '/policies/defaultAppManagementPolicy';

export const policySchema = z.object({
  isEnabled: z.boolean().nullish(),
  applicationRestrictions: z
    .object({
      passwordCredentials: z
        .array(
          z.object({
            restrictionType: z.string().nullish(),
            state: z.string().nullish(),
            maxLifetime: z.string().nullish(),
            restrictForAppsCreatedAfterDateTime: z.string().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

export type AppManagementPolicy = z.infer<typeof policySchema>;
