import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import requirements from './asvs-requirements.json';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/asvs.md');

const NUMBERS = /^\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*$/;
const states = ['met', 'operator', 'partly', 'open'];

/** Rows whose first cell holds numbers of requirements. */
const rows = page
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, numbers = '', ...cells]) => NUMBERS.test(numbers) && cells.length !== 3)
  .map(([, numbers = '', ...cells]) => ({ numbers: numbers.split(', '), cells: cells.slice(0, -1) }));
const judged = rows.filter(({ cells }) => cells.length === 3);

const asked = page
  .split('\n')
  .map((line) => /^\| (\d+\.\d+\.\d+) +\| (\d) +\| (\S.*\S) +\|$/.exec(line))
  .flatMap((row) => (row ? [{ number: row[1] ?? '', level: row[2] ?? '' }] : []));

/** A text right after the call of a test or of its table, or the title of a group of attacks. */
const TITLE = /(?:(?:\b(?:it|test|describe)(?:\.\w+)*|\))\(|\btitle: )\s*(['"`])((?:\\.|(?!\1)[^])*)\1/g;
const titlesOf = (file: string) => [...read(file).matchAll(TITLE)].map(([, , title = '']) => title);

/** `file`: words of the title of a test in it. */
function proofsOf(cell: string) {
  return cell.split(' · ').map((proof) => {
    const [, file = '', words = ''] = /^`([^`]+)`: (.+)$/.exec(proof) ?? [];
    return { file, words };
  });
}

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

describe('docs/asvs.md', () => {
  it('has every requirement of levels 1 and 2 and those of level 3 that were chosen, each once', () => {
    const { level1, level2, level3 } = requirements;
    expect(rows.flatMap(({ numbers }) => numbers).sort()).toEqual([...level1, ...level2, ...level3].sort());
  });

  it('says of each what it asks, with its level', () => {
    const { level1, level2, level3 } = requirements;
    const levels = [level1, level2, level3].flatMap((numbers, at) =>
      numbers.map((number) => ({ number, level: String(at + 1) })),
    );
    const inOrder = (list: typeof asked) => list.map(({ number, level }) => `${number} ${level}`).sort();
    expect(inOrder(asked)).toEqual(inOrder(levels));
  });

  it('says of each whether it is met, and counts them', () => {
    expect(judged.filter(({ cells: [state = ''] }) => !states.includes(state))).toEqual([]);
    const count = (wanted: string) =>
      judged.filter(({ cells: [state] }) => state === wanted).flatMap(({ numbers }) => numbers).length;
    const idle = rows.filter(({ cells }) => cells.length === 1).flatMap(({ numbers }) => numbers).length;
    expect(page.replace(/\s+/g, ' ')).toContain(
      `Met ${count('met')}, operator ${count('operator')}, partly ${count('partly')}, open ${count('open')}, not applicable ${idle}.`,
    );
  });

  it.each(judged.filter(({ cells: [state, , proof] }) => state === 'met' || (state === 'partly' && proof !== '')))(
    '$numbers: names tests that are there',
    ({ cells: [, , proof = ''] }) => {
      for (const { file, words } of proofsOf(proof)) {
        expect(file, proof).not.toBe('');
        expect(existsSync(path.join(root, file)), file).toBe(true);
        expect(
          titlesOf(file).some((title) => title.includes(words)),
          `${file}: ${words}`,
        ).toBe(true);
      }
    },
  );

  it.each(judged.filter(({ cells: [state] }) => state === 'operator'))(
    '$numbers: names a step that is there',
    ({ cells: [, , proof = ''] }) => {
      const [, anchor = ''] = /\(operations\.md#(\d-[\w-]+)\)$/.exec(proof) ?? [];
      const headings = [...read('docs/operations.md').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
        anchorOf(heading),
      );
      expect(headings).toContain(anchor);
    },
  );
});
