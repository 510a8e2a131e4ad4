import { rmSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { operator } from '../e2e/chaos/operator';
import { type Servers, startServers } from '../e2e/support/servers';
import { writeConnectors } from '../e2e/support/write-connectors';
import { compare } from './measure';

/** Few; one full page; and so many that only one in two hundred is on the page. */
const COUNTS = [10, 50, 10_000] as const;
const SIGNED_IN = 'security-app-admin@contoso.example';
const ROUNDS = 15;

type Stage = { readonly count: number; readonly open: (address: string) => Promise<string> };

const addresses = [
  ['Settings > SIEM', '/settings/siem'],
  ['Settings > SIEM by name', '/settings/siem?sort=name'],
  ['Settings > SIEM, a search', '/settings/siem?q=kund+7&sort=name'],
  ['Settings > SIEM, expired of one SIEM', '/settings/siem?status=expired&siem=wazuh'],
] as const;

/** The first page of the list with ten connectors, with fifty and with ten thousand, each in a portal of its own. */
export async function compareLongLists(): Promise<void> {
  const servers: Servers[] = [];
  try {
    const stages: Stage[] = [];
    for (const count of COUNTS) {
      const started = await startServers(`bench-list-${count}`);
      servers.push(started);
      await writeConnectors(started, count);
      const person = operator(started.portalUrl, SIGNED_IN);
      await person.signIn();
      stages.push({ count, open: person.open });
    }
    for (const [what, address] of addresses) await compareStages(stages, what, address);
  } finally {
    for (const started of servers) await started.stop();
    for (const { folder } of servers) rmSync(path.resolve(folder), { recursive: true, force: true });
  }
}

async function compareStages(stages: readonly Stage[], what: string, address: string): Promise<void> {
  const [few, ...others] = stages.map(({ count, open }) => ({
    name: `${count.toLocaleString('en')} connectors`,
    run: () => open(address),
  }));
  if (!few) return;
  await compare({ what, baseline: few, others, rounds: ROUNDS });
  const sizes = await Promise.all(stages.map(async ({ open }) => sizeOf(await open(address))));
  for (const [index, { html, gzip }] of sizes.entries()) {
    const count = stages[index]?.count.toLocaleString('en') ?? '';
    const ratios = `${(html / (sizes[0]?.html ?? 1)).toFixed(2)} × and ${(gzip / (sizes[0]?.gzip ?? 1)).toFixed(2)} ×`;
    console.log(`  ${count.padStart(6)}: ${kib(html)} of HTML, ${kib(gzip)} compressed: ${ratios}`);
  }
}

function sizeOf(page: string): { readonly html: number; readonly gzip: number } {
  return { html: Buffer.byteLength(page), gzip: gzipSync(page).byteLength };
}

function kib(bytes: number): string {
  return `${(bytes / 1_024).toFixed(1)} KiB`;
}
