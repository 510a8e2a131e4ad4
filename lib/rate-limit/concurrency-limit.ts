/** What answers under way are counted by, and how many of it may be under way at once. */
export type LimitKey = { readonly name: string; readonly most: number };

export type ConcurrencyLimit = {
  /** @returns what releases the keys again, once; null when one of them has reached its number */
  acquire(keys: readonly LimitKey[]): (() => void) | null;
};

/** Counts the answers of this process that are under way, by name. Nothing is kept of one that has ended. */
export function createConcurrencyLimit(): ConcurrencyLimit {
  const inside = new Map<string, number>();
  const countOf = (name: string) => inside.get(name) ?? 0;
  return {
    acquire(keys) {
      if (keys.some(({ name, most }) => countOf(name) >= most)) return null;
      for (const { name } of keys) inside.set(name, countOf(name) + 1);
      let isInside = true;
      return () => {
        if (!isInside) return;
        isInside = false;
        for (const { name } of keys) {
          if (countOf(name) > 1) inside.set(name, countOf(name) - 1);
          else inside.delete(name);
        }
      };
    },
  };
}
