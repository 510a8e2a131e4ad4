import 'server-only';
import {
  countAgainst,
  type RateLimit,
  signInFirstLimit,
  signInLimit,
  signInReserveLimit,
  signInReturnLimit,
  signInReturnTotalLimit,
  signInTotalLimit,
} from './rate-limit-store';

/** A limit in all that nobody can use up for the others. */
export type SharedLimit = {
  /** For one caller. */
  readonly each: RateLimit;
  /** For everybody together. */
  readonly total: RateLimit;
  /** So many of one caller are its first, */
  readonly first: RateLimit;
  /** for which so many are kept when everybody together has had theirs. */
  readonly reserve: RateLimit;
};

const shares = { first: signInFirstLimit, reserve: signInReserveLimit } as const;

/** Starts of sign-in. */
export const signInStarts: SharedLimit = { each: signInLimit, total: signInTotalLimit, ...shares };
/** What comes back from Entra with a code, each of which is redeemed. */
export const signInReturns: SharedLimit = { each: signInReturnLimit, total: signInReturnTotalLimit, ...shares };

const EVERYBODY = 'all';

/**
 * Counts one more, in this order: a caller that goes on trying must not use up what is left for everybody.
 *
 * @returns seconds to wait when it was one too many, else null
 */
export async function countShared({ each, total, first, reserve }: SharedLimit, key: string): Promise<number | null> {
  const own = await countAgainst(each, key);
  if (own !== null) return own;
  const wait = await countAgainst(total, EVERYBODY);
  if (wait === null || (await countAgainst(first, key)) !== null) return wait;
  return (await countAgainst(reserve, EVERYBODY)) === null ? null : wait;
}
