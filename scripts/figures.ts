// npm run figures: how much of the code somebody opens to follow an operation, and what must stay one of its kind.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Where an operation is begun, authorized, run and followed; what lies below these folders serves more than that. */
const machinery =
  /^(?:app[/]|components[/](?:enable|operation|setup|token|verification)[/]|lib[/](?:operation|operations|directory|verification)[/])/;
const shared = [
  'app/consent/start/route.ts',
  'app/consent/callback/route.ts',
  'app/api/operations/[id]/events/route.ts',
  'lib/operation/operation-actions.ts',
];
const kinds = globSync('lib/operations/*.ts').filter((file) => readFileSync(file, 'utf8').includes('defineOperation('));

/** What somebody presses: where the click lands, and the kinds of operation that it takes. */
const roads = {
  Enable: {
    from: ['components/enable/enable-dialog.tsx', 'components/setup/setup-progress.tsx'],
    kinds: ['enable', 'undo'],
  },
  'Verify connection': {
    from: ['components/verification/use-verification.ts', 'components/operation/operation-panel.tsx'],
    kinds: ['verify'],
  },
  'Generate tokens': { from: ['components/token/tokens-section.tsx'], kinds: ['tokens'] },
} as const;

const code = globSync('{app,components,lib}/**/*.{ts,tsx}').filter(
  (file) => !/[.]test[.]tsx?$|[/]testing[/]|-messages[.]ts$/.test(file),
);
const known = new Set(code);

/** The files that a file imports values from. */
function importsOf(file: string): readonly string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const { importClause } = statement;
    const named = importClause?.namedBindings;
    const onlyTypes =
      importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
      (named !== undefined && ts.isNamedImports(named) && named.elements.every(({ isTypeOnly }) => isTypeOnly));
    return onlyTypes ? [] : (resolve(file, statement.moduleSpecifier.text) ?? []);
  });
}

function resolve(from: string, specifier: string): string | undefined {
  if (!/^[.@][./]/.test(specifier)) return undefined;
  const base = specifier.startsWith('@/') ? specifier.slice(2) : path.posix.join(path.posix.dirname(from), specifier);
  return ['.ts', '.tsx'].map((ending) => base + ending).find((file) => known.has(file));
}

function road(from: readonly string[], own: readonly string[]): ReadonlySet<string> {
  const others = new Set(kinds.filter((file) => !own.includes(path.basename(file, '.ts'))));
  const found = new Set<string>();
  const open = [...from];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file) || others.has(file) || !machinery.test(file)) continue;
    found.add(file);
    open.push(...importsOf(file));
  }
  return found;
}

const linesOf = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0);
const holding = (pattern: RegExp) => code.filter((file) => pattern.test(readFileSync(file, 'utf8')));
const print = (name: string, value: string | number) => console.log(`${name.padEnd(46)} ${value}`);

for (const [name, { from, kinds: own }] of Object.entries(roads)) {
  const files = road([...from, ...shared], own);
  print(`Files (lines) on the road of ${name}`, `${files.size} (${linesOf(files)})`);
}
const folders = Map.groupBy(code, (file) => path.posix.dirname(file));
const [largest, files] = [...folders].reduce((one, other) => (other[1].length > one[1].length ? other : one));
print('Largest folder', `${largest}, ${files.length} files`);
print(
  'Places that run consented work',
  holding(/\brunDetached\([^)]/).filter((file) => !file.endsWith('live-operations.ts')).length,
);
print(
  'Loops that look again (server, browser)',
  `${holding(/LOOK_EVERY_MS =/).length}, ${holding(/RECONNECT_MS =/).length}`,
);
print('Kinds of error of a service', holding(/export type ServiceError\b/).length);
print(
  'Places that make an audit event of a session',
  holding(/\bpersonUpn: session\b|\.\.\.\{ tenantId, personId, personUpn \}/).length,
);
print('Lines of code without tests', linesOf(code));
