import type { DirectoryRole } from '@/lib/session/directory-roles';
import type { ReadScope } from '@/lib/session/session';
import type { AlertApi } from '@/lib/siem/connector-details';

export type PrerequisiteState = 'met' | 'notMet' | 'unknown';

/** Why something could not be read. */
export type Unread =
  /** The tenant has not consented to the scope that it takes. */
  | { readonly cause: 'scope'; readonly scope: ReadScope }
  /** Entra no longer renews the session's read token. */
  | { readonly cause: 'session' }
  /** Graph answered, but not with what was asked for. */
  | { readonly cause: 'answer'; readonly status: number; readonly requestId: string }
  /** Graph did not answer, or not understandably. */
  | { readonly cause: 'silence'; readonly requestId: string };

/** One row: what was checked, how it stands, and what was found. */
export type Prerequisite =
  | { readonly name: 'roles'; readonly state: PrerequisiteState; readonly found: RolesFound | Unread }
  | { readonly name: 'grantableApis'; readonly state: PrerequisiteState; readonly found: ApisFound | Unread }
  | { readonly name: 'licence'; readonly state: PrerequisiteState; readonly found: LicenceFound | Unread }
  | { readonly name: 'defenderApi'; readonly state: PrerequisiteState; readonly found: DefenderFound | Unread }
  | { readonly name: 'secretPolicy'; readonly state: PrerequisiteState; readonly found: PolicyFound | Unread };

/** Whether the tenant was asked and answered; what it has not allowed to be read, it will not tell a moment later. */
export function isRead({ found }: Prerequisite): boolean {
  return !('cause' in found) || found.cause === 'scope';
}

export type RolesFound = {
  readonly roles: readonly DirectoryRole[];
  /** Roles of the sign-in's own claim: true then, perhaps not now. */
  readonly asOfSignIn: boolean;
  /** Alternatives that would be enough to change things; empty when the person may already. */
  readonly missing: 'none' | 'partner' | 'anyOperator';
};

export type ApisFound = { readonly grantable: readonly AlertApi[]; readonly others: readonly AlertApi[] };

export type LicenceFound = { readonly plan: 'p2' | 'p1' | 'business' | null };

export type DefenderFound = { readonly exists: boolean; readonly offersRole: boolean };

export type PolicyFound = {
  readonly allowed: boolean;
  /** Longest life of a client secret in days; null when the tenant sets no limit. */
  readonly maxDays: number | null;
};

/** All that the section shows. */
export type PrerequisitesReport = {
  readonly checks: readonly Prerequisite[];
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
};
