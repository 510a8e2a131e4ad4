import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Finding, readBreaches, type Registry } from './read-breaches';

/** `npm run advisories`: which packages of a portal in production have a repair that is older than SECURITY.md allows. */
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
    }),
  ),
});

function productionPackages(): Readonly<Record<string, readonly string[]>> {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const versions: Record<string, string[]> = {};
  for (const [place, { version, dev, devOptional, optional }] of Object.entries(packages)) {
    const name = place.split('node_modules/').at(-1) ?? '';
    if (!place.includes('node_modules/') || version === undefined || dev || devOptional || optional) continue;
    versions[name] = [...(versions[name] ?? []), version];
  }
  return versions;
}

const registry: Registry = {
  address: (process.env.npm_config_registry ?? 'https://registry.npmjs.org').replace(/\/$/, ''),
  fetch,
};

function tell(found: readonly Finding[]): void {
  for (const { name, version, title, severity, repairedIn, days, allowed } of found) {
    const since = `repaired in ${repairedIn}, ${days} days ago; ${allowed} are allowed`;
    const repair = repairedIn === null ? 'no repair yet' : since;
    console.log(`${days > allowed ? 'TOO LATE' : 'in time '}  ${name} ${version}  ${severity}: ${title}. ${repair}`);
  }
  const late = found.filter(({ days, allowed }) => days > allowed).length;
  console.log(`${found.length} advisories, ${late} of them repaired longer ago than SECURITY.md allows.`);
  process.exitCode = late > 0 ? 1 : 0;
}

const installed = productionPackages();
console.log(`${Object.keys(installed).length} packages of a portal in production.`);
await readBreaches(registry, installed, Date.now()).then(tell, (error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});
