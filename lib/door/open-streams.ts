import 'server-only';
import type { Caller } from './fair-gate';

/** How many may be open at once. */
export type StreamBounds = {
  readonly caller: number;
  readonly address: number;
  readonly all: number;
  /** More in all, for callers who have none open. */
  readonly reserve: number;
};

/** Counts what stays open. A place is given back once, however often the returned function is called. */
export type OpenStreams = { readonly open: (caller: Caller) => (() => void) | null };

/** A stream costs memory and a listener for as long as its page stays; without a bound they cost everybody's. */
export function createOpenStreams({ caller, address, all, reserve }: StreamBounds): OpenStreams {
  const held = new Map<string, number>();
  let total = 0;
  const heldBy = (key: string) => held.get(key) ?? 0;
  const add = (key: string, change: 1 | -1) => {
    const count = heldBy(key) + change;
    if (count > 0) held.set(key, count);
    else held.delete(key);
  };
  return {
    open(who) {
      const own = `caller ${who.person ?? who.address}`;
      const place = `address ${who.address}`;
      const isFull = total >= (heldBy(own) === 0 ? all + reserve : all);
      if (isFull || heldBy(own) >= caller || heldBy(place) >= address) return null;
      for (const key of [own, place]) add(key, 1);
      total += 1;
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        for (const key of [own, place]) add(key, -1);
        total -= 1;
      };
    },
  };
}
