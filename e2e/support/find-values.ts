/** A search for thousands of values at once: each byte is looked at once, however many they are. */
export type ValueSearch = (content: Buffer) => readonly string[];

const SHORT = 0xffff;

/**
 * @param values of at least four bytes; that many of their ends, which are random in secrets and signatures, are
 *   looked for first
 */
export function searchFor(values: readonly string[]): ValueSearch {
  const byEnd = new Map<number, Buffer[]>();
  // Of most places two bytes tell that nothing ends there.
  const ends = new Uint8Array(SHORT + 1);
  for (const value of values) {
    const bytes = Buffer.from(value);
    const end = bytes.readInt32BE(bytes.length - 4);
    ends[end & SHORT] = 1;
    byEnd.set(end, [...(byEnd.get(end) ?? []), bytes]);
  }
  return (content) => {
    const found = new Set<string>();
    let last = 0;
    for (let at = 0; at < content.length; at += 1) {
      last = (last << 8) | (content[at] ?? 0);
      if (ends[last & SHORT] === 0) continue;
      for (const bytes of byEnd.get(last) ?? []) {
        const begin = at + 1 - bytes.length;
        if (begin >= 0 && content.compare(bytes, 0, bytes.length, begin, at + 1) === 0) found.add(bytes.toString());
      }
    }
    return [...found];
  };
}
