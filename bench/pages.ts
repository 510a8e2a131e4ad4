import { type Load, load } from './load';
import { type PageServers, startPageServers } from './page-servers';
import { weighPage } from './page-weight';

const CONNECTIONS = 16;
const WARM_UP_SECONDS = 5;
const ROUND_SECONDS = 5;
const ROUNDS = 5;

/** A page of the portal and the bare page that it is held against. */
type Pair = { readonly name: string; readonly page: Target; readonly bare: Target };
type Target = { readonly url: string; readonly cookie: string };

type Rounds = { readonly page: Load[]; readonly bare: Load[] };

/** Prints what each page weighs, how many a second there are, and both against a bare Next page in the same run. */
export async function comparePages(): Promise<void> {
  const servers = await startPageServers();
  try {
    const pairs = pairsOf(servers);
    await printWeights(pairs);
    await printRates(pairs);
  } finally {
    await servers.stop();
  }
}

function pairsOf({ portalUrl, bareUrl, cookie, connectorPath }: PageServers): readonly Pair[] {
  const bare = { url: `${bareUrl}/`, cookie: '' };
  const row = { url: `${bareUrl}/row`, cookie: '' };
  return [
    { name: 'Sign-in', page: { url: `${portalUrl}/sign-in`, cookie: '' }, bare },
    { name: 'Settings > SIEM', page: { url: `${portalUrl}/settings/siem`, cookie }, bare: row },
    { name: 'Connector', page: { url: portalUrl + connectorPath, cookie }, bare: row },
  ];
}

async function printWeights(pairs: readonly Pair[]): Promise<void> {
  console.log('\nWeight of a page (bare page), KiB');
  console.log('                        HTML            HTML, gzip      script, gzip       requests');
  for (const { name, page, bare } of pairs) {
    const ours = await weighPage(page.url, page.cookie);
    const theirs = await weighPage(bare.url, bare.cookie);
    const cells = (['html', 'htmlGzip', 'scriptGzip'] as const).map(
      (what) => `${kib(ours[what])} (${kib(theirs[what])})`,
    );
    cells.push(`${ours.requests} (${theirs.requests})`);
    console.log(`  ${name.padEnd(18)}${cells.map((cell) => cell.padStart(16)).join('  ')}`);
  }
}

async function printRates(pairs: readonly Pair[]): Promise<void> {
  console.log(
    `\nRequests a second at ${CONNECTIONS} connections, ${ROUNDS} rounds in turn with the bare page (medians)`,
  );
  console.log(
    '                        page      bare     ratio (spread)          p50 (bare)          p99 (bare)     p99 ratio',
  );
  for (const { name, page, bare } of pairs) {
    const rounds = await inTurn(page, bare);
    console.log(`  ${name.padEnd(18)}${line(rounds)}`);
  }
}

/** Round after round, so that a busy moment of the machine meets each alike. */
async function inTurn(page: Target, bare: Target): Promise<Rounds> {
  const rounds: Rounds = { page: [], bare: [] };
  for (const target of [page, bare]) await load({ ...target, seconds: WARM_UP_SECONDS, connections: CONNECTIONS });
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.bare.push(await load({ ...bare, seconds: ROUND_SECONDS, connections: CONNECTIONS }));
    rounds.page.push(await load({ ...page, seconds: ROUND_SECONDS, connections: CONNECTIONS }));
  }
  return rounds;
}

function line({ page, bare }: Rounds): string {
  const ratios = page.map(({ perSecond }, round) => perSecond / (bare[round]?.perSecond ?? Number.NaN));
  const slowest = page.map(({ p99 }, round) => p99 / (bare[round]?.p99 ?? Number.NaN));
  const of = (loads: readonly Load[], what: keyof Load) => median(loads.map((one) => one[what])).toFixed(0);
  return [
    of(page, 'perSecond').padStart(10),
    of(bare, 'perSecond').padStart(10),
    `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`.padStart(19),
    `${of(page, 'p50')} ms (${of(bare, 'p50')} ms)`.padStart(20),
    `${of(page, 'p99')} ms (${of(bare, 'p99')} ms)`.padStart(20),
    `${median(slowest).toFixed(2)} ×`.padStart(12),
  ].join('');
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function kib(bytes: number): string {
  return (bytes / 1_024).toFixed(1);
}
