/** An object of an API's answer, of which nothing is certain. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const nothing: JsonObject = {};

/** The object a member holds; one without members if it holds none. */
export function objectAt(parent: JsonObject, name: string): JsonObject {
  const value = parent[name];
  return isObject(value) ? value : nothing;
}

/** The objects of an array; none if it is no array. */
export function objectsAt(parent: JsonObject, name: string): readonly JsonObject[] {
  const value = parent[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts of an array; none if it is no array. */
export function textsAt(parent: JsonObject, name: string): readonly string[] {
  const value = parent[name];
  if (!Array.isArray(value)) return [];
  return value.filter((one) => typeof one === 'string').filter((one) => one !== '' && !nothings.has(one));
}

/** What live alerts write where they know nothing. */
const nothings = new Set(['null', '-']);

/** A text, or a number as text; empty for everything else, as the retired API wrote what it did not know. */
export function textAt(parent: JsonObject, name: string): string {
  const value = parent[name];
  if (typeof value === 'string') return nothings.has(value) ? '' : value;
  return typeof value === 'number' ? String(value) : '';
}
