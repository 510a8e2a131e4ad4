/**
 * `applications(appId='x')/owners` and `applications/x/owners` become segments of the same shape. `/myorganization` is an
 * alias of the tenant itself, as older clients still write it.
 */
export function readSegments(path: string): readonly string[] | undefined {
  const decoded = decodePath(path);
  if (decoded === undefined) return undefined;
  const segments: string[] = [];
  let current = '';
  let isQuoted = false;
  for (const letter of decoded) {
    if (letter === "'") isQuoted = !isQuoted;
    if (letter === '/' && !isQuoted) {
      segments.push(current);
      current = '';
    } else {
      current += letter;
    }
  }
  segments.push(current);
  const [first, ...others] = segments.filter((segment) => segment !== '');
  const named = first === undefined || first === 'myorganization' ? others : [first, ...others];
  return named.flatMap(splitKey);
}

export type ObjectKey = { readonly property: string; readonly value: string };

/** `appId='…'` names a property; anything else is the object id. */
export function readObjectKey(segment: string): ObjectKey {
  const named = /^(\w+)='(.*)'$/s.exec(segment);
  if (named === null) return { property: 'id', value: segment };
  return { property: named[1] ?? '', value: (named[2] ?? '').replaceAll("''", "'") };
}

function splitKey(segment: string): string[] {
  const parts = /^([\w.]+)\((.+)\)$/s.exec(segment);
  return parts === null ? [segment] : [parts[1] ?? '', parts[2] ?? ''];
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
