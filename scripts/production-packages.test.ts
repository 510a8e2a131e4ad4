import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';

const flags = { dev: z.boolean(), devOptional: z.boolean(), optional: z.boolean(), hasInstallScript: z.boolean() };
const { packages } = z
  .object({ packages: z.record(z.string(), z.object(flags).partial()) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** What `npm prune --omit=dev --omit=optional` leaves, as docs/operations.md tells to do it. */
const production = Object.entries(packages)
  .filter(([, { dev, devOptional, optional }]) => !dev && !devOptional && !optional)
  .map(([place]) => place.split('node_modules/').at(-1) ?? '');

it('holds nothing of the embedded tenant, of tests and of the build', () => {
  expect(production).toContain('next-auth');
  const tenant = ['hono', '@hono/node-server', 'selfsigned', 'tsx'];
  const tests = ['vitest', '@playwright/test', 'playwright-core', 'fast-check', '@axe-core/playwright', 'autocannon'];
  const build = ['typescript', 'esbuild', 'prisma', '@prisma/engines', 'tailwindcss', 'eslint', 'prettier', 'knip'];
  expect(production.filter((name) => [...tenant, ...tests, ...build].includes(name))).toEqual([]);
});

it('needs no script of a package: .npmrc switches them off', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  // next-intl brings both for the build; what their scripts would make is not run by the portal.
  const known = ['@parcel/watcher', '@swc/core'];
  const scripted = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = scripted.map(([place]) => place.split('node_modules/').at(-1) ?? '');
  expect(production.filter((name) => names.includes(name) && !known.includes(name))).toEqual([]);
});
