import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with an embedded database that has no table yet, to be copied; '' when tests use a server. */
    readonly emptyDatabase: string;
  }
}

/** Making a database takes seconds, copying one a moment. */
export async function setup(project: TestProject): Promise<() => void> {
  if (process.env.DATABASE_URL) {
    project.provide('emptyDatabase', '');
    return () => undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'siem-connect-empty-'));
  const database = await PGlite.create(path.join(folder, 'portal'));
  await database.close();
  project.provide('emptyDatabase', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
