/**
 * A regular expression of Java's, in the subset our parsers use, as one of JavaScript's.
 * JavaScript has no (?>…): a look-ahead that is matched again means the same, at the price of one more group.
 */
export function javaRegex(source: string, matches: 'whole' | 'part'): RegExp {
  const dotAll = source.startsWith('(?s)');
  const body = source
    .replace(/^\(\?s\)/, '')
    .replace(/\(\?>((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)\)/, String.raw`(?=(?<once>$1))\k<once>`);
  return new RegExp(
    matches === 'whole' ? `^(?:${body})$` : body,
    `${matches === 'part' ? 'g' : ''}${dotAll ? 's' : ''}`,
  );
}
