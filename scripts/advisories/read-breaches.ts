import semver from 'semver';
import { z } from 'zod';

export type Registry = { readonly address: string; readonly fetch: typeof fetch };

export type Finding = {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly severity: string;
  /** The first version that the advisory does not name; null when there is none. */
  readonly repairedIn: string | null;
  /** Since that version was published. */
  readonly days: number;
  /** By SECURITY.md. */
  readonly allowed: number;
};

/** SECURITY.md, `How soon what is repaired`: what a stranger can use, what a signed-in person can, everything else. */
const ALLOWED_DAYS: Readonly<Record<string, number>> = { critical: 7, high: 7, moderate: 30, low: 90, info: 90 };
const DAY_MS = 86_400_000;

const advisoriesSchema = z.record(
  z.string(),
  z.array(z.object({ title: z.string(), severity: z.string(), vulnerable_versions: z.string() })),
);
const packageSchema = z.object({ time: z.record(z.string(), z.string()) });

/**
 * Asks the registry what is known against these versions, as `npm audit` does, and since when there has been a repair.
 *
 * @param installed versions by package
 * @param now milliseconds since the epoch
 * @throws when the registry does not answer: nothing known is no proof of anything
 */
export async function readBreaches(
  registry: Registry,
  installed: Readonly<Record<string, readonly string[]>>,
  now: number,
): Promise<readonly Finding[]> {
  const advisories = advisoriesSchema.parse(
    await ask(registry, '/-/npm/v1/security/advisories/bulk', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(installed),
    }),
  );
  const findings: Finding[] = [];
  for (const [name, known] of Object.entries(advisories)) {
    const { time } = packageSchema.parse(await ask(registry, `/${name.replace('/', '%2f')}`));
    for (const { title, severity, vulnerable_versions: range } of known) {
      for (const version of (installed[name] ?? []).filter((one) => semver.satisfies(one, range))) {
        const repairedIn = firstRepair(Object.keys(time), version, range);
        const published = repairedIn === null ? now : Date.parse(time[repairedIn] ?? '');
        const days = Math.floor((now - published) / DAY_MS);
        findings.push({ name, version, title, severity, repairedIn, days, allowed: ALLOWED_DAYS[severity] ?? 7 });
      }
    }
  }
  return findings;
}

/** The oldest that is newer than what is installed and no longer named. */
function firstRepair(versions: readonly string[], installed: string, range: string): string | null {
  const repaired = versions.filter((version) => {
    const isRelease = semver.valid(version) !== null && semver.prerelease(version) === null;
    return isRelease && semver.gt(version, installed) && !semver.satisfies(version, range);
  });
  return semver.sort(repaired)[0] ?? null;
}

async function ask({ address, fetch }: Registry, path: string, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(address + path, init);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status} to ${path}: nothing is known.`);
  return answer.json();
}
