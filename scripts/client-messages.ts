// What each component says in the browser, read from the sources as the compiler reads them.
import path from 'node:path';
import ts from 'typescript';

export type ClientMessages = {
  /** Messages that the browser's parts of a file could draw, and that no chunk of theirs brings along. */
  readonly neededBy: (file: string) => ReadonlySet<string>;
};

/** @param root of the repository. Files are named from there, messages as `namespace.key`. */
export function readClientMessages(root: string): ClientMessages {
  const read = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  const { options, fileNames } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  const rootNames = fileNames.filter(
    (file) => /[/](?:app|components)[/]|[.]d[.]ts$/.test(file) && !file.includes('.test.'),
  );
  const program = ts.createProgram({ rootNames, options: { ...options, incremental: false } });
  const checker = program.getTypeChecker();
  const sourceOf = (file: string) => program.getSourceFile(path.join(root, file));

  const textIn = remembered((file) => collect(sourceOf(file), (node) => messagesOf(node, checker)));
  const importsOf = remembered((file) =>
    collect(sourceOf(file), (node) => {
      const name = importedBy(node);
      const found = name && ts.resolveModuleName(name, path.join(root, file), options, ts.sys).resolvedModule;
      if (!found || found.isExternalLibraryImport) return [];
      return [path.relative(root, found.resolvedFileName).replaceAll(path.sep, '/')];
    }),
  );

  /** The file and what it imports, as far as `stops` lets it. */
  function reach(file: string, stops: (file: string) => boolean): readonly string[] {
    const reached = new Set([file]);
    for (const one of reached) if (!stops(one)) for (const next of importsOf(one)) reached.add(next);
    return [...reached];
  }

  const isMarked = (mark: string) => (file: string) => directiveOf(sourceOf(file)) === mark;
  const isIsland = isMarked('use client');
  const isAction = isMarked('use server');

  function saidBy(island: string): readonly string[] {
    const files = reach(island, isAction);
    const brought = new Set(
      files.flatMap((file) => /^messages[/]en[/](.*)[.]json$/.exec(file)?.[1] ?? []).map(namespaceIn),
    );
    return files.flatMap(textIn).filter((word) => !brought.has(word.split('.')[0] ?? ''));
  }

  return {
    neededBy: (file) =>
      new Set(
        reach(file, (one) => isIsland(one) || isAction(one))
          .filter(isIsland)
          .flatMap(saidBy),
      ),
  };
}

/** Many components import the same one. */
function remembered<Value>(look: (file: string) => Value): (file: string) => Value {
  const known = new Map<string, Value>();
  return (file) => {
    const value = known.get(file) ?? look(file);
    known.set(file, value);
    return value;
  };
}

function collect<Found>(
  source: ts.SourceFile | undefined,
  look: (node: ts.Node) => readonly Found[],
): readonly Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    found.push(...look(node));
    ts.forEachChild(node, visit);
  };
  if (source) visit(source);
  return found;
}

function directiveOf(source: ts.SourceFile | undefined): string | null {
  const first = source?.statements[0];
  return first && ts.isExpressionStatement(first) ? literal(first.expression) : null;
}

/** What is imported for its types never reaches the browser. */
function importedBy(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
    return literal(node.moduleSpecifier);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return literal(node.arguments[0]);
  return null;
}

/** Of t('key'), t.rich('key') and their like, where `t` comes from useTranslations; keys put together have a type. */
function messagesOf(node: ts.Node, checker: ts.TypeChecker): readonly string[] {
  if (!ts.isCallExpression(node)) return [];
  const [key] = node.arguments;
  const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node.expression;
  const namespace = namespaceOf(called, checker);
  if (!key || namespace === null) return [];
  return literalsOf(checker.getTypeAtLocation(key), node).map((one) => (namespace ? `${namespace}.${one}` : one));
}

function namespaceOf(node: ts.Expression, checker: ts.TypeChecker): string | null {
  if (ts.isCallExpression(node)) {
    const isHook = ts.isIdentifier(node.expression) && node.expression.text === 'useTranslations';
    return isHook ? (literal(node.arguments[0]) ?? '') : null;
  }
  if (!ts.isIdentifier(node)) return null;
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value && ts.isCallExpression(value) ? namespaceOf(value, checker) : null;
}

function literalsOf(type: ts.Type, call: ts.CallExpression): readonly string[] {
  if (type.isUnion()) return type.types.flatMap((one) => literalsOf(one, call));
  if (type.isStringLiteral()) return [type.value];
  throw new Error(`${call.getSourceFile().fileName}: the type of the key in ${call.getText()} names no message`);
}

function literal(node: ts.Node | undefined): string | null {
  return node && ts.isStringLiteralLike(node) ? node.text : null;
}

/** The catalogue's name for what a file holds. */
function namespaceIn(file: string): string {
  return file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
