/** All that XML 1.0 cannot hold, not even as a reference. */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** What a parser may read as \n: the first by XML 1.0, all three by XML 1.1. */
const lineEnds = /[\r\u0085\u2028]/g;

/**
 * Gives the text of an element, so that an XML parser reads back exactly `value`. What XML 1.0 cannot hold becomes
 * U+FFFD, so that it is seen rather than lost.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 */
export function xmlText(value: string): string {
  return value
    .toWellFormed()
    .replace(impossible, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(lineEnds, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Gives one comment on one line, which free text can neither end nor open anew. */
export function xmlComment(text: string): string {
  const safe = text.replace(/[\p{C}\p{Zl}\p{Zp}<>&]+/gu, ' ').replace(/-+/g, '-');
  return `<!-- ${safe.replace(/-$/, '').trim()} -->`;
}
