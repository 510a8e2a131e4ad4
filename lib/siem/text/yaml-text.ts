/**
 * Gives a YAML double-quoted scalar that is read back as exactly `value`, a lone surrogate excepted, which no YAML
 * text can hold. Printable ASCII stands as it is; all else is an escape, so that the file's encoding does not matter.
 *
 * @see https://yaml.org/spec/1.2.2/#57-escaped-characters
 */
export function yamlString(value: string): string {
  const escaped = value
    .toWellFormed()
    .replace(/[\\"]/g, '\\$&')
    .replace(/[^ -~]/gu, unicodeEscape);
  return `"${escaped}"`;
}

function unicodeEscape(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
}
