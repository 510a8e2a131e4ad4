/** What a promise has to say already; null when that is still to come, or is a failure. */
export function atHand<Value>(promise: Promise<Value>): Promise<Value | null> {
  const later = new Promise<null>((resolve) => {
    setImmediate(() => resolve(null));
  });
  return Promise.race([promise.catch(() => null), later]);
}
