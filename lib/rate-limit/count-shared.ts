import 'server-only';
import {
  approvalAddressLimit,
  approvalLimit,
  approvalTotalLimit,
  consentAddressLimit,
  consentLimit,
  consentTotalLimit,
  countAgainst,
  giveBack,
  personFirstLimit,
  personReserveLimit,
  type RateLimit,
  signInFirstLimit,
  signInLimit,
  signInReserveLimit,
  signInReturnLimit,
  signInReturnTotalLimit,
  signInTotalLimit,
  verificationAddressLimit,
  verificationLimit,
  verificationTotalLimit,
} from './rate-limit-store';

/** A limit in all that nobody can use up for the others. */
export type SharedLimit = {
  /** For one caller. */
  readonly each: RateLimit;
  /** For one address, where the caller is a person. */
  readonly address?: RateLimit;
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

const ofPeople = { first: personFirstLimit, reserve: personReserveLimit } as const;

/** What a signed-in person may make Microsoft do. */
export const approvalSteps: SharedLimit = {
  ...{ each: approvalLimit, address: approvalAddressLimit, total: approvalTotalLimit },
  ...ofPeople,
};
export const consentStarts: SharedLimit = {
  ...{ each: consentLimit, address: consentAddressLimit, total: consentTotalLimit },
  ...ofPeople,
};
export const verifications: SharedLimit = {
  ...{ each: verificationLimit, address: verificationAddressLimit, total: verificationTotalLimit },
  ...ofPeople,
};

/** Who is counted. The key is a person's id, or again the address. */
export type Counted = { readonly key: string; readonly address: string };

const EVERYBODY = 'all';

/**
 * Counts one more, in this order: a caller that goes on trying must not use up what is left for everybody.
 *
 * @returns seconds to wait when it was one too many, else null
 */
export async function countShared(
  { each, address, total, first, reserve }: SharedLimit,
  counted: Counted,
): Promise<number | null> {
  const { key } = counted;
  const own = (await countAgainst(each, key)) ?? (address ? await countAgainst(address, counted.address) : null);
  if (own !== null) return own;
  const wait = await countAgainst(total, EVERYBODY);
  if (wait === null || (await countAgainst(first, key)) !== null) return wait;
  return (await countAgainst(reserve, EVERYBODY)) === null ? null : wait;
}

/** Takes back what was counted once. */
export async function giveBackShared({ each, address, total }: SharedLimit, counted: Counted): Promise<void> {
  await giveBack(each, counted.key);
  if (address) await giveBack(address, counted.address);
  await giveBack(total, EVERYBODY);
}
