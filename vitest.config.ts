import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { databaseTests } from './scripts/database-tests.mjs';
import { LongestFirst } from './vitest.longest-first';

const root = import.meta.dirname;
const withDatabase = databaseTests(root);
/** They change what a process trusts and how it reaches others; what ran before in the same one would count. */
const alone = ['lib/start/take-proxy.test.ts'];
const never = ['node_modules/**', '.next/**', 'e2e/**', 'data/**'];

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // The marker package throws outside a React server; a unit test is neither server nor browser.
      'server-only': path.join(root, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    // Of its own accord it leaves one core alone, which on a machine with two is half of them.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // A busy machine takes its time, which costs nothing when it does not.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    projects: [
      { extends: true, test: { name: 'alone', include: alone, setupFiles: ['vitest.setup.ts'] } },
      {
        extends: true,
        test: {
          name: 'database',
          include: withDatabase,
          globalSetup: ['vitest.global-setup.ts'],
          setupFiles: ['vitest.setup.ts', 'vitest.database-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'pure',
          // Loading modules anew for each file would cost more than the tests.
          isolate: false,
          include: ['**/*.test.ts'],
          exclude: [...never, ...withDatabase, ...alone],
          setupFiles: ['vitest.setup.ts'],
        },
      },
    ],
  },
});
