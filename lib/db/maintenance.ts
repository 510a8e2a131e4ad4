import 'server-only';
import { z } from 'zod';
import { database } from './database';

const READ_ONLY = "select pg_is_in_recovery() or current_setting('transaction_read_only')::bool as readonly";
const readOnlySchema = z.array(z.object({ readonly: z.boolean() }));

/**
 * The embedded PostgreSQL has no background workers: without this its log of changes would grow for ever. A server
 * does it by itself.
 */
export async function checkpoint(): Promise<void> {
  const { prisma, kind } = await database();
  if (kind !== 'embedded') return;
  await prisma.$executeRawUnsafe('CHECKPOINT');
  await prisma.$executeRawUnsafe('VACUUM ANALYZE');
}

/** Whether the database answers and takes writes. */
export async function probeDatabase(): Promise<{ readonly kind: 'embedded' | 'server'; readonly writable: boolean }> {
  const { prisma, kind } = await database();
  const rows = readOnlySchema.parse(await prisma.$queryRawUnsafe(READ_ONLY));
  const readonly = rows.some((row) => row.readonly);
  return { kind, writable: !readonly };
}
