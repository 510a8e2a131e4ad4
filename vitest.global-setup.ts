import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { migrate } from '@/lib/db/migrate';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with an embedded database that has every table and no row, to be copied; '' when tests use a server. */
    readonly migratedDatabase: string;
  }
}

/** Making a database and its tables takes seconds, copying them a moment. */
export async function setup(project: TestProject): Promise<() => void> {
  if (process.env.DATABASE_URL) {
    project.provide('migratedDatabase', '');
    return () => undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-migrated-'));
  const { pool, close } = await openEmbeddedPostgres(path.join(folder, 'portal'));
  const client = await pool.connect();
  await migrate(client, path.resolve('prisma/migrations'));
  client.release();
  await close();
  project.provide('migratedDatabase', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
