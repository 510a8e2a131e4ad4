/** Deleted directory objects stay in the state for the recycle bin; this tells them apart. */
export function isPresent({ deletedDateTime }: { readonly deletedDateTime: string | null }): boolean {
  return deletedDateTime === null;
}

const retentionMs = 30 * 86_400_000;

/** The recycle bin keeps what was deleted for 30 days. */
export function isInRecycleBin({ deletedDateTime }: { readonly deletedDateTime: string | null }, now: number): boolean {
  return deletedDateTime !== null && Date.parse(deletedDateTime) + retentionMs > now;
}
