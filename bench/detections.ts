/** The detections API against a loop that fetches the same pages, parses them and writes the JSON again. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { detectionGoals } from './detection-goals';

const LATENCY_MS = 20;
const apis = { 'Defender Alerts API': '/api/alerts', 'Graph alerts_v2': '/v1.0/security/alerts_v2' } as const;
/** Alerts, processes of each kind in turn, and pulls in each: the last counts, when all has been compiled. */
const sizes = [
  { alerts: 10, processes: 3, pulls: 40 },
  { alerts: 1_000, processes: 3, pulls: 10 },
  { alerts: 100_000, processes: 3, pulls: 1 },
] as const;

const takenSchema = z.object({
  milliseconds: z.number(),
  firstRow: z.number(),
  bytes: z.number(),
  rows: z.number(),
  peak: z.number(),
});
type Taken = z.infer<typeof takenSchema>;

/** Medians of one size. */
type Found = { readonly alerts: number } & Readonly<Record<'api' | 'loop' | 'page' | 'peak' | 'loopPeak', Taken>>;

/** Prints a table for each API, and whether it meets the goals. */
export async function compareDetections(): Promise<void> {
  const upstream = start('detections-upstream.ts', []);
  try {
    const [origin] = z.tuple([z.string()]).parse(await once(createInterface(upstream.stdout), 'line'));
    for (const [name, api] of Object.entries(apis)) {
      console.log(`\nDetections API from ${name}, each page ${LATENCY_MS} ms late (medians)`);
      console.log('   alerts     rows    rows/s    MB/s   of the loop   first row   round trip   peak memory (loop)');
      const found = new Array<Found>();
      for (const size of sizes) {
        const measured = await measure(api, `${origin}/${size.alerts}/${LATENCY_MS}`, size);
        found.push(measured);
        console.log(line(measured));
      }
      for (const { text, isMet } of detectionGoals(found)) console.log(`  ${isMet ? 'met    ' : 'NOT MET'}  ${text}`);
    }
  } finally {
    upstream.kill();
  }
}

async function measure(
  api: string,
  base: string,
  { alerts, processes, pulls }: (typeof sizes)[number],
): Promise<Found> {
  const taken = { api: new Array<Taken>(), loop: new Array<Taken>(), page: new Array<Taken>() };
  const peaks = { api: new Array<Taken>(), loop: new Array<Taken>() };
  for (let turn = 0; turn < processes; turn += 1) {
    for (const what of ['loop', 'api', 'page'] as const) {
      taken[what].push(await run([what, api, base, String(pulls)]));
      // Memory is that of one pull in a fresh process, whatever the size.
      if (what !== 'page') peaks[what].push(pulls === 1 ? latest(taken[what]) : await run([what, api, base, '1']));
    }
  }
  return {
    alerts,
    ...{ api: medians(taken.api), loop: medians(taken.loop), page: medians(taken.page) },
    ...{ peak: medians(peaks.api), loopPeak: medians(peaks.loop) },
  };
}

function line({ alerts, api, loop, page, peak, loopPeak }: Found): string {
  const cells = [
    alerts.toLocaleString('en').padStart(9),
    api.rows.toLocaleString('en').padStart(9),
    Math.round((api.rows / api.milliseconds) * 1_000)
      .toLocaleString('en')
      .padStart(9),
    (api.bytes / api.milliseconds / 1_000).toFixed(1).padStart(7),
    `${(api.milliseconds / loop.milliseconds).toFixed(2)} ×`.padStart(13),
    `${api.firstRow.toFixed(1)} ms`.padStart(11),
    `${page.milliseconds.toFixed(1)} ms`.padStart(12),
    `${megabytes(peak)} MB (${megabytes(loopPeak)} MB)`.padStart(18),
  ];
  return cells.join(' ');
}

async function run(words: readonly string[]): Promise<Taken> {
  const child = start('detections-run.ts', words);
  let last = '';
  for await (const text of createInterface(child.stdout)) last = text;
  return takenSchema.parse(JSON.parse(last));
}

function start(file: string, words: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  const script = path.join(import.meta.dirname, file);
  return spawn(process.execPath, ['--import', 'tsx', script, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function latest(taken: readonly Taken[]): Taken {
  const last = taken.at(-1);
  if (!last) throw new Error('Nothing was measured');
  return last;
}

function medians(taken: readonly Taken[]): Taken {
  const median = (member: keyof Taken) => {
    const sorted = taken.map((one) => one[member]).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    milliseconds: median('milliseconds'),
    firstRow: median('firstRow'),
    bytes: median('bytes'),
    rows: median('rows'),
    peak: median('peak'),
  };
}

function megabytes({ peak }: Taken): string {
  return (peak / 1_000_000).toFixed(0);
}
