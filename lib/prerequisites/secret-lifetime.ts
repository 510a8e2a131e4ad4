import { parse, toSeconds } from 'iso8601-duration';
import type { AppManagementPolicy } from '@/lib/graph/directory-reads';

const DAY_SECONDS = 86_400;

/** Lifetimes that are offered, in days; Entra's own portal stops at two years. */
const OFFERED_DAYS = [30, 90, 180, 365, 730] as const;
const USUAL_DAYS = 180;

type Restriction = NonNullable<
  NonNullable<AppManagementPolicy['applicationRestrictions']>['passwordCredentials']
>[number];

export type SecretRule = {
  readonly allowed: boolean;
  /** Whole days; null when there is no limit. */
  readonly maxDays: number | null;
};

/**
 * What the tenant's app management policy says about a client secret of an application created now.
 *
 * @see https://learn.microsoft.com/graph/api/resources/passwordcredentialconfiguration
 */
export function secretRule(policy: AppManagementPolicy, now: Date): SecretRule {
  const restrictions = policy.applicationRestrictions?.passwordCredentials ?? [];
  const active = policy.isEnabled ? restrictions.filter((restriction) => isActive(restriction, now)) : [];
  const lifetimes = active
    .filter((restriction) => restriction.restrictionType === 'passwordLifetime')
    .flatMap((restriction) => lifetimeDays(restriction.maxLifetime));
  const maxDays = lifetimes.length > 0 ? Math.min(...lifetimes) : null;
  const forbidden = active.some((restriction) => restriction.restrictionType === 'passwordAddition');
  // Less than a day is no life for a connector.
  return { allowed: !forbidden && maxDays !== 0, maxDays };
}

function isActive(restriction: Restriction, now: Date): boolean {
  if (restriction.state === 'disabled') return false;
  const from = restriction.restrictForAppsCreatedAfterDateTime;
  return !from || new Date(from) <= now;
}

function lifetimeDays(duration: string | null | undefined): readonly number[] {
  if (!duration) return [];
  try {
    return [Math.floor(toSeconds(parse(duration)) / DAY_SECONDS)];
  } catch {
    return [];
  }
}

/** Lifetimes that the dialog offers, never longer than the policy allows. */
export function offeredLifetimes(maxDays: number | null): readonly number[] {
  if (maxDays === null) return OFFERED_DAYS;
  const shorter = OFFERED_DAYS.filter((days) => days < maxDays);
  return [...shorter, maxDays];
}

export function usualLifetime(offered: readonly number[]): number {
  return offered.findLast((days) => days <= USUAL_DAYS) ?? offered[0] ?? USUAL_DAYS;
}
