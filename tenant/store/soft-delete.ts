/** Deleted directory objects stay in the state for the recycle bin; this tells them apart. */
export function isPresent({ deletedDateTime }: { readonly deletedDateTime: string | null }): boolean {
  return deletedDateTime === null;
}
