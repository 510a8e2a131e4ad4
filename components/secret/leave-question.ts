type Leave = () => void;

let guard: ((leave: Leave) => void) | null = null;

/** For what leaves a page without a link: asks first where something would be lost. */
export function beforeLeaving(leave: Leave): void {
  if (guard) guard(leave);
  else leave();
}

/** @param ask is told how to leave, for when the person wants to. @returns lets everything leave again */
export function guardLeaving(ask: (leave: Leave) => void): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = null;
  };
}
