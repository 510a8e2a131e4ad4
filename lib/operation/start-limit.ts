import 'server-only';
import { consentStarts, countShared, giveBackShared } from '@/lib/rate-limit/count-shared';

/** How many starts of consent a person may leave unfinished. */
export type StartLimit = {
  /** Counts one more; seconds to wait when it is one too many. */
  readonly count: (personId: string) => Promise<number | null>;
  /** Consent was given, or the start was no other than the one before: it no longer counts. */
  readonly giveBack: (personId: string) => Promise<void>;
};

/**
 * Whoever finishes what they start may start as often as they like: sixty connectors in a row are an evening's work.
 *
 * @param address where the request came from, as it is counted
 */
export function startLimit(address: string): StartLimit {
  return {
    count: (key) => countShared(consentStarts, { key, address }),
    giveBack: (key) => giveBackShared(consentStarts, { key, address }),
  };
}
