import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { z } from 'zod';

/** What the build says exists, read apart from the portal's own reading. */
export type BuiltPortal = {
  readonly pages: readonly string[];
  /** Paths of route handlers with the methods that their source exports. */
  readonly handlers: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly string[];
  readonly actions: readonly BuiltAction[];
};

export type BuiltAction = { readonly name: string; readonly id: string; readonly page: string };

const routesSchema = z.record(z.string(), z.string());
const actionsSchema = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string(), workers: z.record(z.string(), z.unknown()) })),
});

const read = (file: string): unknown => JSON.parse(readFileSync(path.join('.next', file), 'utf8'));

export function builtPortal(): BuiltPortal {
  const routes = Object.entries(routesSchema.parse(read('app-path-routes-manifest.json')));
  const outer = routes.filter(([, route]) => !route.startsWith('/_'));
  const handlers = outer.filter(([file]) => file.endsWith('/route'));
  return {
    pages: outer.filter(([file]) => file.endsWith('/page')).map(([, route]) => route),
    handlers: new Map(handlers.map(([file, route]) => [route, exportedMethods(`app${file}.ts`)])),
    files: [
      ...below('public').map((file) => `/${file}`),
      ...below('.next/static').map((file) => `/_next/static/${file}`),
    ],
    actions: readActions(new Map(routes)),
  };
}

function readActions(routes: ReadonlyMap<string, string>): readonly BuiltAction[] {
  return Object.entries(actionsSchema.parse(read('server/server-reference-manifest.json')).node).flatMap(
    ([id, { exportedName, workers }]) => {
      const pages = Object.keys(workers).map((worker) => routes.get(worker.replace(/^app/, '')) ?? '/_');
      const page = pages.find((route) => !route.startsWith('/_'));
      return page === undefined ? [] : [{ name: exportedName, id, page }];
    },
  );
}

function below(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

function exportedMethods(file: string): readonly string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const names = statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      return statement.exportClause.elements.map(({ name }) => name.text);
    }
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!exported) return [];
    if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  });
  return METHODS.filter((method) => names.includes(method));
}

/** A path of a route, its parameters filled in. */
export function pathOf(route: string, value: string): string {
  return route.replace(/\[[^\]]+\]/g, () => value);
}
