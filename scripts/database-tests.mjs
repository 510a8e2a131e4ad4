// Which unit tests open a database. vitest.config.ts makes two projects of it.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const OPENS = /from '(?:@\/lib\/db|\.|\.\.\/db)\/(?:database|embedded-postgres|maintenance|prisma-client)'/;

/**
 * Test files that open a database, by what they import: each closes what it opened, so it says so. Everything else runs
 * without one, and would say the same with the other.
 * @param {string} root @returns {string[]}
 */
export function databaseTests(root) {
  const files = globSync('{lib,faults}/**/*.test.ts', { cwd: root });
  return files.filter((file) => OPENS.test(readFileSync(path.join(root, file), 'utf8')));
}
