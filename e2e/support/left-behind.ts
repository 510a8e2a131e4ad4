import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { EVIDENCE } from './evidence';

/** A place that a secret could have leaked to. */
export type Place = { readonly name: string; readonly content: Buffer };

/** Folders of the servers that the e2e tests started. */
export function serverFolders(): readonly string[] {
  return readdirSync(EVIDENCE).map((name) => path.join(EVIDENCE, name));
}

/** Every secret, token and code that the tenant gave out to these servers and their browsers. */
export function issuedValues(folder: string): readonly string[] {
  const file = path.join(folder, 'issued-values');
  return existsSync(file)
    ? [...new Set(readFileSync(file, 'utf8').split('\n'))].filter((value) => value.length > 8)
    : [];
}

/**
 * What the portal wrote: its data folder byte by byte, its log, the rows that went between two tests, and what browsers
 * held at the end of each.
 */
export async function leftBehind(folder: string): Promise<readonly Place[]> {
  const portalData = path.join(folder, 'data');
  const rows = path.join(folder, 'rows');
  const forgotten = existsSync(rows) ? filesBelow(rows, []) : [];
  return [
    ...filesBelow(portalData, ['tenant']).map(read),
    ...forgotten.map((file) => ({ name: `table ${path.basename(file)}`, content: readFileSync(file) })),
    ...['portal.log', 'pages']
      .map((name) => path.join(folder, name))
      .filter(existsSync)
      .map(read),
    ...(await rowsOf(path.join(portalData, 'portal'))),
  ];
}

/** What the browser itself kept: pictures and attachments of failed tests. */
export function browserFiles(): readonly Place[] {
  const folder = path.resolve('test-results/browser');
  return existsSync(folder) ? filesBelow(folder, []).map(read) : [];
}

/** The rows as text: in its files PostgreSQL compresses long values, which would hide them from a search. */
async function rowsOf(folder: string): Promise<readonly Place[]> {
  if (!existsSync(folder)) return [];
  const database = await PGlite.create(folder);
  const tables = await database.query<{ tablename: string }>(
    `select tablename from pg_tables where schemaname = 'public' order by tablename`,
  );
  const places: Place[] = [];
  for (const { tablename } of tables.rows) {
    const { rows } = await database.query<{ row: string }>(`select row_to_json(t)::text as row from "${tablename}" t`);
    places.push({ name: `table ${tablename}`, content: Buffer.from(rows.map(({ row }) => row).join('\n')) });
  }
  await database.close();
  return places;
}

function filesBelow(folder: string, except: readonly string[]): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (except.includes(entry.name)) return [];
    return entry.isDirectory() ? filesBelow(file, []) : [file];
  });
}

function read(file: string): Place {
  return { name: path.relative(EVIDENCE, file), content: readFileSync(file) };
}
