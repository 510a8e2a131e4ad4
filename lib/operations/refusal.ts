import type { AdoptProblem } from './adopt-found';
import type { OperationState } from './operation-state';

/** What can be asked of an operation in its present state. */
export const possibleRequestNames = ['cancel', 'follow', 'retry', 'undo', 'repeat'] as const;
export type PossibleRequest = (typeof possibleRequestNames)[number];

/** Why a request about an operation changed nothing. */
export type OperationRefusal =
  | { readonly code: 'signedOut' }
  /** Not by the person's roles. */
  | { readonly code: 'forbidden' }
  /** The roles allow the operation, and not the permission that it would grant or remove. */
  | { readonly code: 'role' }
  /** The tenant's app management policy. */
  | { readonly code: 'policy' }
  /** Never made, removed, another person's or another tenant's: all look the same. */
  | { readonly code: 'unknown' }
  | { readonly code: 'input'; readonly field: string | null }
  | {
      readonly code: 'state';
      readonly state: OperationState | 'expired';
      readonly possible: readonly PossibleRequest[];
    }
  /** The application without a connector cannot be taken on. */
  | { readonly code: 'orphan'; readonly why: AdoptProblem }
  /** The connector's state rules it out. */
  | { readonly code: 'connectorState'; readonly state: string }
  /** What consent brought has ended. */
  | { readonly code: 'consentAgain'; readonly possible: readonly PossibleRequest[] }
  | { readonly code: 'tooMany'; readonly seconds: number }
  /** The id is another operation's. */
  | { readonly code: 'taken' };
