import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
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
    /-(store|queries|cookie|request|dependencies|handler)[.]ts$/.test(file) ||
    /^lib[/](graph|entra|defender|db)[/]/.test(file),
);
/** Types and pure judgements, which travel. */
const pure =
  /[/](graph-error|graph-context|entra-problem|database-unavailable|directory-roles|detection-dependencies)[.]ts$|[.]test[.]ts$/;

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

  it('are made by what asks who is calling and reads what was sent, every one', () => {
    const handmade = sources
      .filter((file) => file.endsWith('-actions.ts') && !throughTheDoor.has(file))
      .flatMap((file) => handmadeExports(file).map((name) => `${file}: ${name}`));
    expect(handmade).toEqual([]);
  });

  it('of operations ask it by the requests of the door', () => {
    const unguarded = [...throughTheDoor].flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/export async function (\w+)\([^]*?\n}/g)]
        .filter(([body]) => !/await begin\(|await cancel\(|await saveDisplayMode\(|goOn\(/.test(body))
        .map(([, name = '']) => name),
    );
    expect(unguarded).toEqual([]);
  });
});

/** They hand everything to the requests of the door, which authorize and parse for the routes as well. */
const throughTheDoor: ReadonlySet<string> = new Set(['lib/operation/operation-actions.ts']);

const makers: ReadonlySet<string> = new Set(['defineAction', 'definePublicAction']);

/** What a file exports beside types and the results of those two. */
function handmadeExports(file: string): readonly string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return ['an export'];
    if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return [];
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!isExported) return [];
    if (!ts.isVariableStatement(statement)) return ['what is no constant'];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      const isMade =
        initializer !== undefined &&
        ts.isCallExpression(initializer) &&
        ts.isIdentifier(initializer.expression) &&
        makers.has(initializer.expression.text);
      return isMade || !ts.isIdentifier(name) ? [] : [name.text];
    });
  });
}
