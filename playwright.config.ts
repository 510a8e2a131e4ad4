import { defineConfig } from '@playwright/test';

/** Debian's Chromium, or wherever the test command found one. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  // Each worker starts a portal and a tenant of its own.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  globalSetup: './e2e/support/clear-evidence.ts',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    // A trace would record the answer that holds the secret.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
  projects: [
    { name: 'stories', testIgnore: ['**/looks.spec.ts', '**/evidence.spec.ts'] },
    // A project of its own begins with servers of its own: it sees a portal without a connector.
    { name: 'looks', testMatch: '**/looks.spec.ts' },
    // Searches what the others left behind.
    { name: 'evidence', testMatch: '**/evidence.spec.ts', dependencies: ['stories', 'looks'] },
  ],
});
