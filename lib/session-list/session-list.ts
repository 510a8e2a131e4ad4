import { createHash } from 'node:crypto';
import type { AccessLevel } from '@/lib/session/access';
import type { Session } from '@/lib/session/session';
import type { BrowserName } from './browser-name';

/** One row of the list. Times are ISO 8601, UTC. */
export type ListedSession = BrowserName & {
  readonly handle: string;
  readonly upn: string;
  readonly access: AccessLevel;
  readonly address: string | null;
  readonly signedInAt: string;
  readonly lastUsedAt: string;
  readonly endsAt: string;
  /** Whether it ends then only if nobody uses it. */
  readonly endsIdle: boolean;
  /** The one that asks. */
  readonly isThis: boolean;
};

export type SessionList = {
  readonly own: readonly ListedSession[];
  /** Null for whoever may not end other people's. */
  readonly others: readonly ListedSession[] | null;
  readonly idleMinutes: number;
  readonly hours: number;
};

/** What a list calls a session by: nobody finds the id from it. */
export function handleOf({ id }: Pick<Session, 'id'>): string {
  return createHash('sha256').update(`session ${id}`).digest('base64url').slice(0, 22);
}

const FRESH_MINUTES = 10;

/**
 * Whether the person signed in a short while ago. Where Entra does not say when it asked for credentials, the sign-in here
 * counts, in which the account was chosen: ending a session protects, and may not hang on a registration.
 *
 * @param now milliseconds since the epoch
 */
export function mayEndSessions({ authenticatedAt, createdAt }: Session, now: number): boolean {
  return (authenticatedAt ?? createdAt).getTime() > now - FRESH_MINUTES * 60_000;
}
