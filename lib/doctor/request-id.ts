/** The ids that Microsoft's support asks for. */
export type RequestId = { readonly kind: 'trace' | 'correlation' | 'request'; readonly id: string };

const guid = '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})';
const kinds = [
  { kind: 'trace', pattern: labelled('trace[ _-]?id') },
  { kind: 'correlation', pattern: labelled('correlation[ _-]?id') },
  { kind: 'request', pattern: labelled('request[ _-]?id') },
] as const;

function labelled(label: string): RegExp {
  return new RegExp(`${label}["']?[ :=]{1,4}["']?${guid}`, 'gi');
}

/** Takes text of a log and gives the ids of requests in it, each once. */
export function findRequestIds(text: string): readonly RequestId[] {
  const found = kinds.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map(([, id = '']) => ({ kind, id: id.toLowerCase() })),
  );
  return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
}
