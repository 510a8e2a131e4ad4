import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const MOST_FILES = 30;

const roots = '{app,bench,components,e2e,faults,foundation,lib,scripts,tenant,testing}';
const code = globSync(`${roots}/**/*.{ts,tsx,mjs}`, { cwd: root }).filter((file) => !file.includes('node_modules'));

function sizes(): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const file of code.filter((name) => !/[.]test[.]tsx?$/.test(name))) {
    const folder = path.posix.dirname(file);
    counted.set(folder, (counted.get(folder) ?? 0) + 1);
  }
  return counted;
}

describe('a folder', () => {
  it(`has no more than ${MOST_FILES} files of code`, () => {
    const large = [...sizes()].filter(([, size]) => size > MOST_FILES).map(([folder]) => folder);
    expect(large).toEqual([]);
  });

  it('of lib says what lives there and what may not', () => {
    const folders = globSync('lib/*/', { cwd: root }).map((folder) => path.basename(folder));
    expect(folders).toContain('siem');
    const silent = folders.filter((folder) => !existsSync(path.join(root, 'lib', folder, 'README.md')));
    expect(silent).toEqual([]);
  });
});
