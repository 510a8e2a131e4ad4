import 'server-only';
import type { ClientBase } from 'pg';
import { z } from 'zod';

/** A table whose rows are copied, and how. */
export type CopiedTable = {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** What its rows are put in order by. */
  readonly key: readonly string[];
};

/** What every process writes anew: bookkeeping of migrations, the probe of health, counts of the last minutes. */
const NOT_COPIED = ['_prisma_migrations', 'DatabaseProbe', 'RateLimiterFlexible'];

const tableRows = z.array(
  z.object({
    name: z.string(),
    columns: z.array(z.object({ name: z.string(), type: z.string() })),
    key: z.array(z.string()),
    needs: z.array(z.string()),
  }),
);

const TABLES = `
  select c.relname as name,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attname)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_index i
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
      where i.indrelid = c.oid and i.indisprimary) as key,
    (select coalesce(json_agg(p.relname), '[]') from pg_constraint f join pg_class p on p.oid = f.confrelid
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
  from pg_class c
  where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> all ($1)
  order by c.relname collate "C"`;

/** The tables of the portal, each after those that its rows refer to. */
export async function listCopiedTables(client: ClientBase): Promise<readonly CopiedTable[]> {
  const left = tableRows.parse((await client.query(TABLES, [NOT_COPIED])).rows);
  const ordered: typeof left = [];
  while (left.length > 0) {
    const next = left.findIndex(({ needs }) => needs.every((name) => ordered.some((table) => table.name === name)));
    // Tables that refer to each other in a circle have no order; there are none.
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered.map(({ name, columns, key }) => ({
    name,
    columns,
    key: key.length > 0 ? key : columns.map((c) => c.name),
  }));
}

/** A name as it stands in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const migrationRows = z.array(z.object({ name: z.string(), checksum: z.string() }));

/** What says which shape the tables have. */
export type AppliedMigration = z.infer<typeof migrationRows>[number];

export async function listApplied(client: ClientBase): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query(
    `select migration_name as name, checksum from "_prisma_migrations" where rolled_back_at is null
     order by migration_name collate "C"`,
  );
  return migrationRows.parse(rows);
}
