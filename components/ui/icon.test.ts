import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ICONS_VERSION } from './icon-name';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('every picture that has a name is in the file that all pages draw from, in its size', () => {
  const names = [...read('components/ui/icon-name.ts').matchAll(/\| '(\w+)'/g)].map(([, name = '']) => name);
  const drawn = [...read('public/icons.svg').matchAll(/<symbol id="(\w+)" viewBox="0 0 (\d+) \2">/g)];
  expect(drawn.map(([, name]) => name).sort()).toEqual(names.sort());
  for (const [, name = '', size = ''] of drawn) expect(name.slice(-2)).toBe(size);
});

it('a changed file has an address that no browser has kept', () => {
  const version = createHash('sha256').update(read('public/icons.svg')).digest('hex').slice(0, 6);
  expect(ICONS_VERSION).toBe(version);
});
