/**
 * Reads `.properties` text as java.util.Properties does, for tests on machines without Java.
 * Where there is a JDK, a test holds it against Java itself.
 */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const [, key = '', value = ''] = /^((?:\\.|[^\\=: \t\f])*)(?:[ \t\f]*[=:])?[ \t\f]*(.*)$/s.exec(line) ?? [];
    properties.set(unescape(key), unescape(value));
  }
  return properties;
}

function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open: string | undefined;
  for (const natural of text.split(/\r\n|\n|\r/)) {
    const line = natural.replace(/^[ \t\f]+/, '');
    if (open === undefined && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    const joined: string = (open ?? '') + line;
    const continues = (/\\*$/.exec(joined)?.[0].length ?? 0) % 2 === 1;
    open = continues ? joined.slice(0, -1) : undefined;
    if (!continues) lines.push(joined);
  }
  return open === undefined ? lines : [...lines, open];
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, character: string | undefined) =>
    code === undefined
      ? (controls[character ?? ''] ?? character ?? '')
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
