import type { Cloud } from './cloud';

/** Microsoft's pages that the portal's words send people to. */
export type CloudPages = {
  /** Host of the Defender portal; null where there is none. */
  readonly defenderPortal: string | null;
  readonly signInErrors: string;
};

export function pagesOf({ defenderPortal, signInErrors }: Cloud): CloudPages {
  return { defenderPortal: defenderPortal === null ? null : new URL(defenderPortal).host, signInErrors };
}
