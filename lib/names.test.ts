import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** Pictures that only this product used; docs/glossary.md has the words for what they meant. */
const pictures = ['passage', 'deed', 'wish', 'leg', 'surface', 'leftover', 'mishap', 'rehearsal', 'wall', 'stories'];

/** Parts of the code that still use them; the list only ever gets shorter. */
const notYet: readonly string[] = [];

const roots = '{app,bench,components,e2e,faults,foundation,lib,scripts,tenant,testing}';
const files = globSync([`${roots}/**/*.{ts,tsx,mjs}`, '*.{ts,mjs,js}'], {
  cwd: root,
  exclude: (name) => name === 'node_modules',
}).filter((file) => !notYet.some((prefix) => file.startsWith(prefix)));

/** The words that a name is made of, in the singular and the plural. */
function wordsOf(name: string): readonly string[] {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.split(/[^a-z]+/).flatMap((word) => [word, word.replace(/e?s$/, ''), word.replace(/s$/, '')]);
}

const isPicture = (name: string) => wordsOf(name).some((word) => pictures.includes(word));

function identifiersOf(file: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  const text = readFileSync(path.join(root, file), 'utf8');
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false));
  return names;
}

describe('names', () => {
  it('are found in every kind of spelling', () => {
    const spellings = ['passage', 'startPassage', 'PASSAGE_MS', 'leftovers', 'wishes', 'run-passage.ts', 'legs'];
    expect(spellings.filter((name) => !isPicture(name))).toEqual([]);
    expect(['wallet', 'legacy', 'allegation', 'history'].filter(isPicture)).toEqual([]);
  });

  it('of files are words of the field', () => {
    expect(files).toContain('lib/names.test.ts');
    expect(files.filter(isPicture)).toEqual([]);
  });

  it('in the code are words of the field', () => {
    const found = files.flatMap((file) => [...identifiersOf(file)].filter(isPicture).map((name) => `${file}: ${name}`));
    expect(found).toEqual([]);
  });
});
