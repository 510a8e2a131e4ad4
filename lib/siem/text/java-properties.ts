/**
 * Escapes a value so that java.util.Properties reads back exactly it, from bytes read as ISO 8859-1 or as UTF-8.
 * Only what must be escaped is: `=`, `:`, `#` and `!` mean nothing inside a value, and URLs stay readable.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function escapeProperty(value: string): string {
  // A space at either end is written as a code, since Java drops the first and editors may drop the last.
  return value.replace(/\\/g, '\\\\').replace(/^ | $|[^ -~]/g, unicodeEscape);
}

/** Gives one line. The key is ours and needs no escaping; the value may be anything. */
export function propertyLine(key: string, value: string): string {
  return `${key}=${escapeProperty(value)}`;
}

/**
 * Gives one comment line. Free text in it cannot begin a new line, and cannot turn the reading direction
 * so that the file looks other than it is.
 */
export function commentLine(text: string): string {
  return `# ${text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')}`.trimEnd();
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
