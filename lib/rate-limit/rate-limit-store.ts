import 'server-only';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { prisma } from '@/lib/db/prisma-client';

export type RateLimit = {
  /** Names the counter. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
};

/** Starts of sign-in: for one address, and for everybody together. */
export const signInLimit: RateLimit = { name: 'sign-in', points: 30, seconds: 300 };
export const signInTotalLimit: RateLimit = { name: 'sign-in-total', points: 600, seconds: 300 };
/** Rows of the audit log about whoever is not signed in: for one address, and for everybody together. */
export const anonymousLimit: RateLimit = { name: 'anonymous', points: 60, seconds: 300 };
export const anonymousTotalLimit: RateLimit = { name: 'anonymous-total', points: 1200, seconds: 300 };
/** Starts of consent by one person. */
export const consentLimit: RateLimit = { name: 'consent', points: 40, seconds: 600 };
/** Verifications with a secret by one person. Microsoft itself allows 100 calls a minute. */
export const verificationLimit: RateLimit = { name: 'verification', points: 60, seconds: 600 };

/**
 * Counts one more, in the database, so that all replicas count together.
 *
 * @returns seconds to wait when it was one too many, else null
 */
export async function countAgainst(limit: RateLimit, key: string): Promise<number | null> {
  const limiter = new RateLimiterPrisma({
    storeClient: await prisma(),
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.seconds,
    // Its own cleaning is a timer for each limiter that never ends; removeEndedCounts does it instead.
    clearExpiredByTimeout: false,
  });
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1_000);
    throw refused;
  }
}

/** Forgets counters whose time is over. @returns how many */
export async function removeEndedCounts(now: Date): Promise<number> {
  const db = await prisma();
  const { count } = await db.rateLimiterFlexible.deleteMany({ where: { expire: { lte: now } } });
  return count;
}
