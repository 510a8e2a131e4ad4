import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** What this process remembers of bearer tokens, and how often an address may be wrong. */
export type BearerBudget = {
  /** Microsoft, or the portal, refused this very token a moment ago. */
  readonly wasRefused: (token: string) => boolean;
  /** Microsoft took this very token before. */
  readonly isProven: (token: string) => boolean;
  readonly prove: (token: string) => void;
  /** Microsoft refused it: it is not passed on again for a while, and counts against the address that brought it. */
  readonly refuse: (token: string, address: string) => Promise<void>;
  /** Seconds until tokens that nobody can vouch for are passed on again from there; null when they are now. */
  readonly blockedFor: (address: string) => Promise<number | null>;
};

/** Long enough that asking again costs nothing, short enough that a role granted meanwhile counts; milliseconds. */
const REFUSED_MS = 60_000;
/** As long as Entra ID's usual tokens live; milliseconds. */
const PROVEN_MS = 90 * 60_000;
const MOST_REFUSED = 5_000;
const MOST_PROVEN = 1_000;

/** Refused tokens from one address in one minute. */
export const MOST_REFUSALS = 30;
const REFUSALS_SECONDS = 60;

export function createBearerBudget(): BearerBudget {
  const refused = new LRUCache<string, true>({ max: MOST_REFUSED, ttl: REFUSED_MS });
  const proven = new LRUCache<string, true>({ max: MOST_PROVEN, ttl: PROVEN_MS });
  const failures = new RateLimiterMemory({ points: MOST_REFUSALS, duration: REFUSALS_SECONDS });
  return {
    wasRefused: (token) => refused.has(hashOf(token)),
    isProven: (token) => proven.has(hashOf(token)),
    prove: (token) => void proven.set(hashOf(token), true),
    async refuse(token, address) {
      refused.set(hashOf(token), true);
      proven.delete(hashOf(token));
      await failures.penalty(address);
    },
    async blockedFor(address) {
      const counted = await failures.get(address);
      return counted && counted.consumedPoints >= MOST_REFUSALS ? Math.ceil(counted.msBeforeNext / 1_000) : null;
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
