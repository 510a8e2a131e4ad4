import { defineConfig } from '@playwright/test';
import { chromiumArguments } from './e2e/support/chromium-arguments';

/** Debian's Chromium, or wherever the test command found one. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Tests of portals that are set up or treated unlike the usual one. */
const ofItsOwn = ['chaos', 'database', 'detections-off', 'long-list', 'other-clouds', 'proxies', 'replicas'].map(
  (name) => `**/${name}.spec.ts`,
);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  // Each worker starts a portal and a tenant of its own, and takes one test after the other.
  workers: 2,
  fullyParallel: true,
  // A busy machine takes its time, which costs nothing when it does not.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  globalSetup: './e2e/support/clear-evidence.ts',
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    // What moves is not clicked before it stands.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace would record the answer that holds the secret.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: chromiumArguments,
    },
  },
  projects: [
    // First, because a worker that changes from one kind of portal to another starts servers anew.
    { name: 'portals', testMatch: ofItsOwn },
    { name: 'tests', testIgnore: [...ofItsOwn, '**/evidence.spec.ts'] },
    // Searches what the others left behind.
    { name: 'evidence', testMatch: '**/evidence.spec.ts', dependencies: ['portals', 'tests'] },
  ],
});
