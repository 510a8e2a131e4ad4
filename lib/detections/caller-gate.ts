/** One place in the number of answers that may be under way. */
export type Place = { readonly name: string; readonly most: number };

export type Gate = {
  /** @returns what frees the places again, once; null when one of them is taken */
  enter(places: readonly Place[]): (() => void) | null;
};

/** Counts the answers of this process that are under way, by name. Nothing is kept of one that has ended. */
export function createGate(): Gate {
  const inside = new Map<string, number>();
  const countOf = (name: string) => inside.get(name) ?? 0;
  return {
    enter(places) {
      if (places.some(({ name, most }) => countOf(name) >= most)) return null;
      for (const { name } of places) inside.set(name, countOf(name) + 1);
      let isInside = true;
      return () => {
        if (!isInside) return;
        isInside = false;
        for (const { name } of places) {
          if (countOf(name) > 1) inside.set(name, countOf(name) - 1);
          else inside.delete(name);
        }
      };
    },
  };
}
