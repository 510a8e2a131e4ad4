/** Printable, but with a meaning in one format or another. */
export const hostileCharacters = [
  ...Array.from('aZ0 \'"`\\=:#!~%$&*?<>|;()[]{}@/^,.-_+u'),
  'å',
  'é',
  '\u00a0',
  '\u2028',
  '•',
  '漢',
  '😀',
] as const;

/** Such as no value should hold, and no file may stumble over. */
export const controlCharacters = ['\n', '\r', '\r\n', '\t', '\f', '\u0000', '\u0085', '\u007f', '\u202e'] as const;
