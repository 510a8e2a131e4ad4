import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import type { Tenant } from '../../context/tenant-context';
import type { TenantSettings } from '../../store/tenant-settings';
import { answerEntity } from '../protocol/graph-answers';
import type { GraphRoute, JsonObject } from '../protocol/graph-call';
import { refusals, type GraphRefusal } from '../protocol/graph-refusal';

/** The organisation's word on client secrets: whether they may be made at all, and for how long. */
export function validateSecretLifetime(
  { secrets }: TenantSettings,
  start: number,
  end: number,
): Result<undefined, GraphRefusal> {
  if (secrets.forbidden) return fail(refusals.secretsForbidden());
  if (secrets.maxLifetime !== null && end > addDuration(start, secrets.maxLifetime)) {
    return fail(refusals.secretLivesTooLong());
  }
  return succeed(undefined);
}

/** Calendar arithmetic of an ISO 8601 duration without a clock part. */
export function addDuration(start: number, duration: string): number {
  const part = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0);
  const date = new Date(start);
  date.setUTCFullYear(date.getUTCFullYear() + part('Y'), date.getUTCMonth() + part('M'));
  date.setUTCDate(date.getUTCDate() + part('W') * 7 + part('D'));
  return date.getTime();
}

export const appManagementPolicyRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: '/policies/defaultAppManagementPolicy',
    access: { delegated: [['Policy.Read.All']], application: [['Policy.Read.All']] },
    handle: (tenant, call) => answerEntity(call, policyRules, describePolicy(tenant)),
  },
];

const policyRules = {
  type: 'tenantAppManagementPolicy',
  context: 'policies/defaultAppManagementPolicy',
  query: {
    options: ['$select'],
    properties: [
      'id',
      'displayName',
      'description',
      'isEnabled',
      'applicationRestrictions',
      'servicePrincipalRestrictions',
    ],
    filterable: {},
  },
} as const;

function describePolicy(tenant: Tenant): JsonObject {
  const { secrets } = tenant.store.read().settings;
  return {
    id: '00000000-0000-0000-0000-000000000000',
    displayName: 'Default app management tenant policy',
    description:
      'Default tenant policy that enforces app management restrictions on applications and service principals. To apply policy to targeted resources, create a new policy under appManagementPolicies collection.',
    isEnabled: secrets.forbidden || secrets.maxLifetime !== null,
    applicationRestrictions: {
      passwordCredentials: [
        restriction('passwordAddition', secrets.forbidden, null),
        restriction('passwordLifetime', secrets.maxLifetime !== null, secrets.maxLifetime),
      ],
      keyCredentials: [],
    },
    servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
  };
}

function restriction(restrictionType: string, isEnabled: boolean, maxLifetime: string | null): JsonObject {
  return {
    restrictionType,
    state: isEnabled ? 'enabled' : 'disabled',
    maxLifetime,
    restrictForAppsCreatedAfterDateTime: null,
    excludeActors: null,
  };
}
