/** An address in a log, without its query and fragment. */
export type TextAddress = { readonly host: string; readonly path: string; readonly at: number; readonly text: string };

/** Ends where a log's own punctuation begins; placeholders such as <tenant> and {tenant} are part of it. */
const address = /https?:\/\/([a-z0-9.-]{1,200}(?::\d{1,5})?)(\/[^\s"'?#,;|)\]\\]{0,400})?/gi;
const MOST_ADDRESSES = 200;

/** The first addresses of a text, in its order. */
export function addressesIn(text: string): readonly TextAddress[] {
  const found: TextAddress[] = [];
  for (const { 0: whole, 1: host = '', 2: path = '', index } of text.matchAll(address)) {
    found.push({
      host: host.toLowerCase(),
      path: path.replace(/[:.]$/, ''),
      at: index,
      text: whole.replace(/[:.]$/, ''),
    });
    if (found.length === MOST_ADDRESSES) break;
  }
  return found;
}
