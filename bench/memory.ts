import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { load } from './load';
import { startPageServers } from './page-servers';

const PER_SECOND = 40;
const SAMPLES = 20;

const memorySchema = z.object({
  rss: z.number(),
  heapTotal: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  arrayBuffers: z.number(),
});

/** Prints what memory the portal has while somebody who is signed in asks for `Settings > SIEM` again and again. */
export async function watchMemory(minutes: number): Promise<void> {
  const servers = await startPageServers();
  try {
    const seconds = minutes * 60;
    console.log(
      `\nMemory of the portal with the embedded database, ${minutes} minutes at ${PER_SECOND} requests/s, MB`,
    );
    console.log('  minute  resident  heap (used)  external  buffers');
    const url = `${servers.portalUrl}/settings/siem`;
    const ended = load({ url, cookie: servers.cookie, seconds, connections: 16, rate: PER_SECOND });
    for (let sample = 0; sample <= SAMPLES; sample += 1) {
      console.log(line((sample / SAMPLES) * minutes, servers.memoryFile));
      if (sample < SAMPLES) await sleep((seconds / SAMPLES) * 1_000);
    }
    const { perSecond, p50, p99 } = await ended;
    console.log(`  served ${perSecond.toFixed(1)} a second, p50 ${p50} ms, p99 ${p99} ms`);
  } finally {
    await servers.stop();
  }
}

function line(minute: number, file: string): string {
  const { rss, heapTotal, heapUsed, external, arrayBuffers } = memorySchema.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const heap = `${megabytes(heapTotal)} (${megabytes(heapUsed)})`;
  return `  ${minute.toFixed(1).padStart(6)}${megabytes(rss).padStart(10)}${heap.padStart(13)}${megabytes(external).padStart(10)}${megabytes(arrayBuffers).padStart(9)}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
