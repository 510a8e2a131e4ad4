import { alertApis, apiFacts } from '@/lib/cloud/alert-api';
import type { Resource, Skus } from '@/lib/graph/directory-reads';
import type { ServiceError } from '@/lib/http/service-error';
import type { Result } from '@/lib/result';
import { accessLevel } from '@/lib/session/access';
import { type DirectoryRole, knownRoles } from '@/lib/session/directory-roles';
import type { Findings, ReadScope } from '@/lib/session/session';
import { mayGrant } from './grantable-apis';
import type { LicenceFound, Prerequisite, RolesFound, Unread } from './prerequisite';
import type { TenantReading } from './read-tenant';
import { secretRule } from './secret-lifetime';

/** What the rules judge by, besides the reading. */
export type EvaluationContext = {
  readonly now: Date;
  /** Read scopes of the session. */
  readonly scopes: readonly string[];
  /** Template ids known from sign-in, for when the directory hides them. */
  readonly rolesAtSignIn: readonly string[];
};

/**
 * Service plans that bring Defender for Endpoint.
 *
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
const plans = [
  ['871d91ec-ec1a-452b-a83f-bd76c7d770ef', 'p2'],
  ['292cc034-7b7c-4950-aaf5-943befd3f1d4', 'p1'],
  ['bfc1bbd9-981b-4f71-9b82-17c35fd0e2a4', 'business'],
] as const;

export function evaluateTenant(reading: TenantReading, evaluation: EvaluationContext): readonly Prerequisite[] {
  const roles = activeRoles(reading, evaluation);
  return [
    evaluateRoles(reading, evaluation),
    evaluateGrantable(knownRoles(roles.templateIds)),
    evaluateLicence(reading.skus, evaluation),
    evaluateDefender(reading.resources['defender-alerts'], evaluation),
    evaluatePolicy(reading, evaluation),
  ];
}

export type ActiveRoles = { readonly templateIds: readonly string[]; readonly asOfSignIn: boolean };

/** The directory's word where it gives one, else the sign-in's. */
export function activeRoles({ roles }: TenantReading, { rolesAtSignIn }: EvaluationContext): ActiveRoles {
  if (roles.ok && roles.value.complete) return { templateIds: roles.value.templateIds, asOfSignIn: false };
  return { templateIds: rolesAtSignIn, asOfSignIn: true };
}

function evaluateRoles(reading: TenantReading, evaluation: EvaluationContext): Prerequisite {
  const { templateIds, asOfSignIn } = activeRoles(reading, evaluation);
  if (asOfSignIn && templateIds.length === 0 && !reading.roles.ok) {
    return {
      name: 'roles',
      state: 'unknown',
      found: unread(reading.roles.error, 'RoleManagement.Read.Directory', evaluation),
    };
  }
  const roles = knownRoles(templateIds);
  const found: RolesFound = { roles, asOfSignIn, missing: missingRole(roles, templateIds) };
  return { name: 'roles', state: found.missing === 'none' ? 'met' : 'notMet', found };
}

function missingRole(roles: readonly DirectoryRole[], templateIds: readonly string[]): RolesFound['missing'] {
  if (accessLevel(templateIds) === 'operator') return 'none';
  return roles.includes('securityAdministrator') ? 'partner' : 'anyOperator';
}

function evaluateGrantable(roles: readonly DirectoryRole[]): Prerequisite {
  const grantable = alertApis.filter((api) => mayGrant(api, roles));
  const others = alertApis.filter((api) => !grantable.includes(api));
  return { name: 'grantableApis', state: grantable.length > 0 ? 'met' : 'notMet', found: { grantable, others } };
}

function evaluateLicence(skus: Result<Skus, ServiceError>, evaluation: EvaluationContext): Prerequisite {
  if (!skus.ok) {
    return { name: 'licence', state: 'unknown', found: unread(skus.error, 'Organization.Read.All', evaluation) };
  }
  const plan = findPlan(skus.value);
  return { name: 'licence', state: plan ? 'met' : 'notMet', found: { plan } };
}

function findPlan(skus: Skus): LicenceFound['plan'] {
  const usable = skus.value.filter(({ capabilityStatus: status }) => status === 'Enabled' || status === 'Warning');
  const active = usable.flatMap((sku) =>
    sku.servicePlans.filter((plan) => plan.provisioningStatus === 'Success').map((plan) => plan.servicePlanId),
  );
  return plans.find(([id]) => active.includes(id))?.[1] ?? null;
}

function evaluateDefender(
  resource: Result<Resource | null, ServiceError>,
  evaluation: EvaluationContext,
): Prerequisite {
  if (!resource.ok) {
    return { name: 'defenderApi', state: 'unknown', found: unread(resource.error, 'Application.Read.All', evaluation) };
  }
  const exists = resource.value !== null;
  const offersRole = findRole(resource.value, 'defender-alerts') !== null;
  return { name: 'defenderApi', state: offersRole ? 'met' : 'notMet', found: { exists, offersRole } };
}

function evaluatePolicy({ policy }: TenantReading, evaluation: EvaluationContext): Prerequisite {
  if (!policy.ok) {
    return { name: 'secretPolicy', state: 'unknown', found: unread(policy.error, 'Policy.Read.All', evaluation) };
  }
  const found = secretRule(policy.value, evaluation.now);
  return { name: 'secretPolicy', state: found.allowed ? 'met' : 'notMet', found };
}

function unread(error: ServiceError, scope: ReadScope, { scopes }: EvaluationContext): Unread {
  if (error.kind === 'forbidden' && !scopes.includes(scope)) return { cause: 'scope', scope };
  if (error.kind === 'unauthorized') return { cause: 'session' };
  const { requestId, status } = error;
  if (status === null || error.kind === 'malformed' || error.kind === 'tooLarge')
    return { cause: 'silence', requestId };
  return { cause: 'answer', status, requestId };
}

function findRole(resource: Resource | null, api: keyof Findings['resources']): string | null {
  const role = resource?.appRoles.find(
    ({ value, isEnabled }) => value === apiFacts(api).appRole && isEnabled !== false,
  );
  return role?.id ?? null;
}

/** What enabling needs of a reading, kept with the session. */
export function findingsOf(reading: TenantReading, now: Date): Findings {
  const rule = reading.policy.ok ? secretRule(reading.policy.value, now) : null;
  const resource = (api: keyof Findings['resources']) => {
    const read = reading.resources[api];
    if (!read.ok) return null;
    return { servicePrincipalId: read.value?.id ?? null, appRoleId: findRole(read.value, api) };
  };
  return {
    checkedAt: now.toISOString(),
    secrets: rule,
    resources: { 'defender-alerts': resource('defender-alerts'), 'graph-alerts': resource('graph-alerts') },
  };
}
