import { z } from 'zod';
import { adoptionInputSchema } from '@/lib/connector/connector-input';
import { entraProblemKinds } from '@/lib/entra/entra-problem';
import type { DisplayMode } from '@/lib/operations/begin-input';
import type { OperationKind } from '@/lib/operations/operation-kind';
import type { OperationState } from '@/lib/operations/operation-state';
import type { Outcome } from '@/lib/operations/outcome';

/** Why a sign-in in Entra's pages gave nothing. The operation goes on waiting: it can be tried again. */
export const authorizationProblemSchema = z.object({
  kind: z.enum([
    ...entraProblemKinds,
    'wrongAccount',
    'otherTenant',
    'scopeMissing',
    'signInOld',
    'signInTimeMissing',
    'invalid',
  ]),
  aadsts: z.number().nullable(),
  correlationId: z.string().nullable(),
  at: z.iso.datetime(),
});
export type AuthorizationProblem = z.infer<typeof authorizationProblemSchema>;

/** Work in the tenant that a person consents to, from the click to the end of what it does. */
export type Operation = {
  /** Made by the browser in the click, so that the pop-up can open at once. */
  readonly id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly personUpn: string;
  /** The session that it was begun in; null of an earlier release. */
  readonly sessionId: string | null;
  readonly kind: OperationKind;
  readonly connectorId: string | null;
  readonly state: OperationState;
  /** What it made is to be taken back. */
  readonly undoing: boolean;
  /** What somebody deleted meanwhile is restored first. */
  readonly restoring: boolean;
  /** Which application is being signed in to. */
  readonly authorizationStep: 'portal' | 'connector';
  readonly displayMode: DisplayMode;
  /** What it was begun with; it is repeated from here. */
  readonly input: unknown;
  readonly scopes: readonly string[];
  readonly problem: AuthorizationProblem | null;
  /** Null until it has ended. */
  readonly outcome: Outcome | null;
  readonly createdAt: Date;
  readonly consentedAt: Date | null;
  readonly endedAt: Date | null;
  /** When somebody was given the secret, the tokens or the report that it ended with. */
  readonly revealedAt: Date | null;
  readonly expiresAt: Date;
  /** Counts every change, also of its steps. */
  readonly version: number;
};

/** How old a sign-in may be before a secret is shown or something is removed. */
const FRESH_MINUTES = 10;

/** Whether a sign-in was fresh when the operation was begun. @param at when Entra asked for credentials; null: not known */
export function isFresh(at: Date | null, { createdAt }: Operation): boolean {
  return at !== null && at.getTime() >= createdAt.getTime() - FRESH_MINUTES * 60_000;
}

/** Whether all that it makes can be taken back: an application that was there before is nobody's to remove for that. */
export function isUndoable({ kind, input }: Operation): boolean {
  return kind === 'enable' && !adoptionInputSchema.safeParse(input).success;
}

/** How long a sign-in stays open. */
export const SIGN_IN_MINUTES = 10;

/** Consent, the work that it allows and its result belong to the session that began, not to every one of the person. */
export function belongsToSession({ sessionId }: Operation, session: { readonly id: string }): boolean {
  return sessionId === session.id;
}

/** @param now milliseconds since the epoch */
export function isExpired({ state, expiresAt }: Operation, now: number): boolean {
  return state === 'waiting' && expiresAt.getTime() <= now;
}
