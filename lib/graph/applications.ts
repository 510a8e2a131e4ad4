import 'server-only';
import { z } from 'zod';
import type { Result } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';

const passwordSchema = z.object({
  keyId: z.guid(),
  displayName: z.string().nullish(),
  hint: z.string().nullish(),
  endDateTime: z.string(),
});

const newPasswordSchema = passwordSchema.extend({ secretText: z.string().min(1) });

const applicationSchema = z.object({
  id: z.guid(),
  appId: z.guid(),
  passwordCredentials: z.array(passwordSchema),
});

export type Password = z.infer<typeof passwordSchema>;
/** The only answer that holds the secret's text. */
export type NewPassword = z.infer<typeof newPasswordSchema>;
export type Application = z.infer<typeof applicationSchema>;

const createdSchema = applicationSchema.extend({ passwordCredentials: z.tuple([newPasswordSchema]) });

export type CreatedApplication = z.infer<typeof createdSchema>;

export type ApplicationPlan = {
  readonly displayName: string;
  readonly uniqueName: string;
  readonly tags: readonly string[];
  readonly notes: string;
  /** Null where the tenant asks for none. */
  readonly serviceManagementReference: string | null;
  readonly redirectUris: readonly string[];
  readonly resourceAppId: string;
  readonly access: readonly { readonly id: string; readonly type: 'Role' | 'Scope' }[];
  readonly password: PasswordPlan;
};

export type PasswordPlan = {
  readonly displayName: string;
  /** ISO 8601, UTC. Always sent: the service's own default of two years fails where a policy allows less. */
  readonly endDateTime: string;
};

const json = { 'Content-Type': 'application/json' };

/**
 * Creates a single-tenant application with one password, in one request.
 *
 * @see https://learn.microsoft.com/graph/api/application-post-applications example 2
 */
export function createApplication(
  context: GraphContext,
  plan: ApplicationPlan,
): Promise<Result<CreatedApplication, ServiceError>> {
  return callGraph(context, {
    method: 'POST',
    path: '/applications',
    headers: json,
    body: {
      displayName: plan.displayName,
      uniqueName: plan.uniqueName,
      signInAudience: 'AzureADMyOrg',
      notes: plan.notes,
      tags: plan.tags,
      ...(plan.serviceManagementReference && { serviceManagementReference: plan.serviceManagementReference }),
      web: { redirectUris: plan.redirectUris },
      requiredResourceAccess: [{ resourceAppId: plan.resourceAppId, resourceAccess: plan.access }],
      passwordCredentials: [plan.password],
    },
    answer: createdSchema,
  });
}

/** Finds an application by the identity that it was created with. */
export function findApplication(context: GraphContext, uniqueName: string): Promise<Result<Application, ServiceError>> {
  const select = '$select=id,appId,passwordCredentials';
  return callGraph(context, {
    method: 'GET',
    path: `/applications(uniqueName='${uniqueName}')?${select}`,
    answer: applicationSchema,
  });
}

const addressesSchema = z.object({ web: z.object({ redirectUris: z.array(z.string()) }) });

/** Where Entra may send browsers back to. */
export async function readRedirectUris(
  context: GraphContext,
  uniqueName: string,
): Promise<Result<readonly string[], ServiceError>> {
  const read = await callGraph(context, {
    method: 'GET',
    path: `/applications(uniqueName='${uniqueName}')?$select=web`,
    answer: addressesSchema,
  });
  return read.ok ? { ok: true, value: read.value.web.redirectUris } : read;
}

const requiredAccessSchema = z.object({
  requiredResourceAccess: z.array(
    z.object({ resourceAppId: z.string(), resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })) }),
  ),
});

export type RequiredAccess = z.infer<typeof requiredAccessSchema>['requiredResourceAccess'];

/** What the registration asks for: what admin consent would grant. */
export async function readRequiredAccess(
  context: GraphContext,
  uniqueName: string,
): Promise<Result<RequiredAccess, ServiceError>> {
  const read = await callGraph(context, {
    method: 'GET',
    path: `/applications(uniqueName='${uniqueName}')?$select=requiredResourceAccess`,
    answer: requiredAccessSchema,
  });
  return read.ok ? { ok: true, value: read.value.requiredResourceAccess } : read;
}

/**
 * Replaces what the registration asks for. It grants and removes nothing.
 *
 * @see https://learn.microsoft.com/graph/api/application-update
 */
export function writeRequiredAccess(
  context: GraphContext,
  applicationId: string,
  requiredResourceAccess: RequiredAccess,
): Promise<Result<void, ServiceError>> {
  return callGraph(context, {
    method: 'PATCH',
    path: `/applications/${applicationId}`,
    headers: json,
    body: { requiredResourceAccess },
    answer: z.void(),
  });
}

/** @see https://learn.microsoft.com/graph/api/application-addpassword */
export function addPassword(
  context: GraphContext,
  applicationId: string,
  plan: PasswordPlan,
): Promise<Result<NewPassword, ServiceError>> {
  return callGraph(context, {
    method: 'POST',
    path: `/applications/${applicationId}/addPassword`,
    headers: json,
    body: { passwordCredential: plan },
    answer: newPasswordSchema,
  });
}

/** @see https://learn.microsoft.com/graph/api/application-removepassword */
export function removePassword(
  context: GraphContext,
  applicationId: string,
  keyId: string,
): Promise<Result<void, ServiceError>> {
  return callGraph(context, {
    method: 'POST',
    path: `/applications/${applicationId}/removePassword`,
    headers: json,
    body: { keyId },
    answer: z.void(),
  });
}

/**
 * Deactivates an application, so that nobody gets new tokens for it, or activates it again.
 *
 * @see https://learn.microsoft.com/entra/identity/enterprise-apps/deactivate-app-registration
 */
export function writeApplicationState(
  context: GraphContext,
  applicationId: string,
  state: 'active' | 'deactivated',
): Promise<Result<void, ServiceError>> {
  return callGraph(context, {
    method: 'PATCH',
    path: `/applications/${applicationId}`,
    headers: json,
    body: { isDisabled: state === 'deactivated' },
    answer: z.void(),
  });
}

/** Moves the application, and its service principal with it, to the recycle bin. */
export function deleteApplication(context: GraphContext, applicationId: string): Promise<Result<void, ServiceError>> {
  return callGraph(context, { method: 'DELETE', path: `/applications/${applicationId}`, answer: z.void() });
}
