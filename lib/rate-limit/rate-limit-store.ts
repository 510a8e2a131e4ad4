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
/** Returns from Entra with a code: for one address, and for everybody together. */
export const signInReturnLimit: RateLimit = { name: 'sign-in-return', points: 60, seconds: 300 };
export const signInReturnTotalLimit: RateLimit = { name: 'sign-in-return-total', points: 1_200, seconds: 300 };
/** What is kept for addresses that have hardly asked, once everybody together has had theirs: of each, and in all. */
export const signInFirstLimit: RateLimit = { name: 'sign-in-first', points: 4, seconds: 300 };
export const signInReserveLimit: RateLimit = { name: 'sign-in-reserve', points: 800, seconds: 300 };
/** What an administrator does with a link that asks Entra or Microsoft Graph, by one person. */
export const approvalLimit: RateLimit = { name: 'approval', points: 30, seconds: 600 };
export const approvalAddressLimit: RateLimit = { name: 'approval-address', points: 120, seconds: 600 };
export const approvalTotalLimit: RateLimit = { name: 'approval-total', points: 600, seconds: 600 };
/** Starts of consent by one person that no consent has followed; each that is finished is given back. */
export const consentLimit: RateLimit = { name: 'consent', points: 40, seconds: 600 };
export const consentAddressLimit: RateLimit = { name: 'consent-address', points: 160, seconds: 600 };
export const consentTotalLimit: RateLimit = { name: 'consent-total', points: 800, seconds: 600 };
/** Verifications with a secret by one person. Microsoft itself allows 100 calls a minute. */
export const verificationLimit: RateLimit = { name: 'verification', points: 60, seconds: 600 };
export const verificationAddressLimit: RateLimit = { name: 'verification-address', points: 240, seconds: 600 };
export const verificationTotalLimit: RateLimit = { name: 'verification-total', points: 1_200, seconds: 600 };
/** What is kept of each of these three for people who have hardly asked, as for addresses at sign-in. */
export const personFirstLimit: RateLimit = { name: 'person-first', points: 4, seconds: 600 };
export const personReserveLimit: RateLimit = { name: 'person-reserve', points: 400, seconds: 600 };

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

/**
 * Takes back what was counted once, while it still counts. One of an earlier time gives nothing to the next: a counter
 * that is over, or stands at nought, stays as it is.
 */
export async function giveBack(limit: RateLimit, key: string): Promise<void> {
  const db = await prisma();
  await db.rateLimiterFlexible.updateMany({
    // As the library names its rows; its own reward would begin a counter below nought.
    where: { key: `${limit.name}:${key}`, points: { gt: 0 }, expire: { gt: new Date() } },
    data: { points: { decrement: 1 } },
  });
}

/** Forgets counters whose time is over. @returns how many */
export async function removeEndedCounts(now: Date): Promise<number> {
  const db = await prisma();
  const { count } = await db.rateLimiterFlexible.deleteMany({ where: { expire: { lte: now } } });
  return count;
}
