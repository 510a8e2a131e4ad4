import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

function listFiles(directory: string): readonly string[] {
  return readdirSync(directory).flatMap((name) => {
    const file = path.join(directory, name);
    return statSync(file).isDirectory() ? listFiles(file) : [file];
  });
}

const sources = ['app', 'components', 'lib'].flatMap(listFiles).filter((file) => /[.]tsx?$/.test(file));
const firstLine = (file: string) => readFileSync(file, 'utf8').split('\n', 1)[0];

/** Files that hold or reach secrets, by their names: a browser must never load one. */
const serverFiles = sources.filter(
  (file) =>
    /-(store|queries|cookie|request|wiring|handler)[.]ts$/.test(file) ||
    /^lib[/](graph|entra|defender|db)[/]/.test(file),
);
/** Types and pure judgements, which travel. */
const pure = /[/](graph-error|graph-context|entra-problem|database-unavailable|directory-roles)[.]ts$|[.]test[.]ts$/;

describe('files of the server', () => {
  it.each(serverFiles.filter((file) => !pure.test(file) && file !== 'lib/locale/locale-request.ts'))(
    '%s cannot be loaded by a browser',
    (file) => {
      expect(firstLine(file)).toBe("import 'server-only';");
    },
  );
});

describe('server actions', () => {
  it('are in files that end in -actions.ts, and nowhere else', () => {
    const marked = sources.filter((file) => /^['"]use server['"]/m.test(readFileSync(file, 'utf8')));
    expect(marked.filter((file) => !file.endsWith('-actions.ts'))).toEqual([]);
    const named = sources.filter((file) => file.endsWith('-actions.ts'));
    expect(named.filter((file) => firstLine(file) !== "'use server';")).toEqual([]);
  });

  it('ask who is calling, every one', () => {
    // The one that needs nobody changes a preference of the browser.
    const open = new Set(['chooseLocale', 'switchAccount', 'signOut']);
    const unguarded = sources
      .filter((file) => file.endsWith('-actions.ts'))
      .flatMap((file) => {
        const text = readFileSync(file, 'utf8');
        return [...text.matchAll(/export async function\*? (\w+)\([^]*?\n}/g)]
          .filter(
            ([body]) =>
              !/findSession|findOperator|findChangeableConnector|await begin\(|await cancel\(|await saveDisplayMode\(|goOn\(/.test(
                body,
              ),
          )
          .map(([, name = '']) => name);
      });
    expect(unguarded.filter((name) => !open.has(name))).toEqual([]);
  });
});
