import 'server-only';
import type { ClientBase } from 'pg';
import { z } from 'zod';

const relationSchema = z.array(
  z.object({ name: z.string(), kind: z.enum(['r', 'i', 't']), pages: z.coerce.number(), bytes: z.coerce.number() }),
);

/** Toast tables are read with the tables that they belong to; of indexes only the size is looked at. */
const RELATIONS = `
  select c.oid::regclass::text as name, c.relkind::text as kind, c.relpages as pages, pg_relation_size(c.oid) as bytes
  from pg_class c where c.relkind in ('r', 'i', 't') and c.oid >= 16384 order by 1`;

const PAGE_BYTES = 8192;

/**
 * Reads what is stored, as far as there is no more of it than that: a page whose checksum is wrong, or a file that is
 * missing or was cut, is found here and not months later.
 *
 * @param mostBytes tables that are larger together are only measured
 * @returns what is damaged, in a clause; null when nothing was found
 */
export async function findDamage(client: ClientBase, mostBytes: number): Promise<string | null> {
  try {
    const relations = relationSchema.parse((await client.query(RELATIONS)).rows);
    // PostgreSQL notes the size when it tidies up, and never notes more than there is.
    const cut = relations.find(({ pages, bytes }) => pages * PAGE_BYTES > bytes);
    if (cut) return `${cut.name} was cut: ${cut.bytes} of at least ${cut.pages * PAGE_BYTES} bytes are left`;
    const tables = relations.filter(({ kind }) => kind === 'r');
    const all = relations.reduce((sum, { bytes }) => sum + bytes, 0);
    if (all > mostBytes) return null;
    for (const { name } of tables) await client.query(`select count(*), sum(length(t::text)) from only ${name} t`);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'its tables cannot be read';
  }
}

/** Whether the portal's tables were ever made here. */
export async function hasTables(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query(`select 1 where to_regclass('"_prisma_migrations"') is not null`);
  return rows.length > 0;
}
