import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const chunk = z.tuple([z.number(), z.string()]);
const tree = z.record(z.string(), z.unknown());

/** What Next sends along with the HTML, put together. */
function payloadOf(html: string): string {
  const pushed = [...html.matchAll(/self\.__next_f\.push\((\[.*?\])\)<\/script>/gs)];
  return pushed.map(([, part = '']) => chunk.safeParse(JSON.parse(part)).data?.[1] ?? '').join('');
}

/** Every message that a page's answer holds, as `namespace.key`. */
export function messagesIn(html: string): ReadonlySet<string> {
  const payload = payloadOf(html);
  const found = [...payload.matchAll(/"messages":\{/g)].map(({ index }) => objectAt(payload, index + 11));
  return new Set(found.flatMap((text) => keysOf(JSON.parse(text), '')));
}

/** A message is a text, or a list when it was compiled. What stood before, here too, is only referred to. */
function keysOf(value: unknown, place: string): readonly string[] {
  if (typeof value === 'string' && /^\$\w+:.*:messages:/.test(value)) return [];
  if (typeof value === 'string' || Array.isArray(value)) return [place];
  return Object.entries(tree.parse(value)).flatMap(([key, inner]) => keysOf(inner, place ? `${place}.${key}` : key));
}

/** The object that begins here, as far as the brace that ends it. */
function objectAt(text: string, start: number): string {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted && letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '{') depth += 1;
    else if (!quoted && letter === '}') depth -= 1;
    if (depth === 0) return text.slice(start, at + 1);
  }
  throw new Error('The payload ends within its messages');
}

/** Bytes of the scripts that a page names, as the network carries them; not those for browsers of long ago. */
export function scriptBytes(html: string): number {
  const named = [...html.matchAll(/<script src="(\/_next\/[^"?]+)[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const files = new Set(named.map(([, address = '']) => path.join('.next', address.replace('/_next/', ''))));
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}
