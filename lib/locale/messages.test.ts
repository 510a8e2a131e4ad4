import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { locales } from './locale';
import { loadMessages, type MessageTree } from './messages';

function flatten(tree: MessageTree, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const path = prefix ? `${prefix}.${key}` : key;
    return typeof value === 'string' ? [[path, value] as const] : flatten(value, path);
  });
}

/** Names of arguments and tags of an ICU text. */
function placeholders(text: string): readonly string[] {
  // What follows a plural's case is its text, not an argument.
  const args = [...text.matchAll(/(?<!(?:=\d+|one|other) )\{(\w+)[,}]/g)].map(([, name = '']) => name);
  const tags = [...text.matchAll(/<(\w+)>/g)].map(([, name = '']) => `<${name}>`);
  return [...new Set([...args, ...tags])].sort();
}

const english = new Map(flatten(await loadMessages('en')));

describe('message catalogues', () => {
  it.each(locales)('%s is loaded from every file that there is', async (locale) => {
    const files = readdirSync(`messages/${locale}`).map((name) => name.replace(/[.]json$/, ''));
    const keys = files.map((name) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    expect(keys.sort()).toEqual(Object.keys(await loadMessages(locale)).sort());
  });

  it('hold the same keys and arguments in every language', async () => {
    const swedish = new Map(flatten(await loadMessages('sv')));
    expect([...swedish.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) {
      expect(placeholders(swedish.get(key) ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('have one Swedish word for an alert, which Microsoft translates by two', async () => {
    const others = flatten(await loadMessages('sv')).filter(([, text]) => /\bvarning(ar|arna|en)?\b/i.test(text));
    expect(others).toEqual([]);
  });

  it('name no address of Microsoft that differs by cloud', async () => {
    const differs = /security[.]microsoft[.](?:com|us)|security[.]apps[.]mil|login[.]microsoftonline|portal[.]azure/;
    for (const locale of locales) {
      const fixed = flatten(await loadMessages(locale)).filter(([, text]) => differs.test(text));
      expect(fixed).toEqual([]);
    }
  });

  it('have words everywhere', async () => {
    for (const locale of locales) {
      const empty = flatten(await loadMessages(locale)).filter(([, text]) => text.trim() === '');
      expect(empty).toEqual([]);
    }
  });
});
