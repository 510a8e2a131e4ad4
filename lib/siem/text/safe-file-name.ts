/** Fifty code points are at most 200 bytes: with prefix and extension still a file name on every system. */
const longestPart = 50;

type FileNameParts = {
  /** Never a name that Windows reserves, such as CON. */
  readonly prefix: string;
  /** Free text of a person. */
  readonly name: string;
  readonly extension: string;
};

/**
 * Gives `prefix-name.extension`, safe on Windows, macOS and Linux: of the name only letters, marks and digits stay,
 * in any script. A name of which nothing stays is left out.
 */
export function safeFileName({ prefix, name, extension }: FileNameParts): string {
  const part = Array.from(
    name
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-/, ''),
  )
    .slice(0, longestPart)
    .join('')
    .replace(/-$/, '');
  return part ? `${prefix}-${part}.${extension}` : `${prefix}.${extension}`;
}
