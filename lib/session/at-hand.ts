/** What a promise has to say already; null when that is still to come, or is a failure. */
export function atHand<Value>(promise: Promise<Value>): Promise<Value | null> {
  const later = new Promise<null>((resolve) => {
    setImmediate(() => resolve(null));
  });
  return Promise.race([promise.catch(() => null), later]);
}

/** What a page shows now, or as soon as it comes. */
export type Arriving<Value> = { readonly now: Value } | { readonly later: Promise<Value> };

/** Whoever shows it later hears of a failure. */
export async function arriving<Value>(promise: Promise<Value>): Promise<Arriving<Value>> {
  const now = await atHand(promise);
  return now === null ? { later: promise } : { now };
}
