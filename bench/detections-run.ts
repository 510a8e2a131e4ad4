/**
 * One measurement in a process of its own, for its peak memory. `api` answers requests as the route does; `loop` fetches
 * the same pages, parses them and writes the JSON again; `page` only fetches the first. Prints one line of JSON.
 */
import { SignJWT } from 'jose';
import { z } from 'zod';
import { cloudWith } from '../lib/cloud/microsoft-clouds';
import { createBearerBudget } from '@/lib/bearer/bearer-budget';
import { succeed } from '@/lib/result';
import { answerDetections } from '../lib/detections/answer-detections';
import { createConcurrencyLimit } from '../lib/rate-limit/concurrency-limit';
import { systemClock } from '../lib/http/retry';

const audiences = {
  '/api/alerts': 'https://api.securitycenter.microsoft.com',
  '/v1.0/security/alerts_v2': 'https://graph.microsoft.com',
} as const;

const [what, path, base, rounds] = z
  .tuple([
    z.enum(['api', 'loop', 'page']),
    z.enum(['/api/alerts', '/v1.0/security/alerts_v2']),
    z.url(),
    z.coerce.number(),
  ])
  .parse(process.argv.slice(2));

const tenantId = 'bench';
const token = await new SignJWT({ aud: audiences[path], tid: tenantId })
  .setProtectedHeader({ alg: 'HS256' })
  .sign(new Uint8Array(32));
const headers = { authorization: `Bearer ${token}` };
const dependencies = {
  isOn: true,
  cloud: cloudWith({ authorityHost: base, graphUrl: base, defenderApiUrl: base }),
  tenantId,
  send: fetch,
  clock: systemClock,
  concurrency: createConcurrencyLimit(),
  prove: () => Promise.resolve(succeed('signed' as const)),
  budget: createBearerBudget(),
  refused: () => undefined,
  recordPull: () => undefined,
  report: ({ rows }: { readonly rows: number }) => {
    taken.rows = rows;
  },
} as const;

const taken = { milliseconds: 0, firstRow: 0, bytes: 0, rows: 0 };
const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() });

const work = {
  async api(began: number) {
    const request = new Request('http://portal.example/api/alerts?sinceTimeUtc=2020-01-01', { headers });
    const { body } = await answerDetections(request, dependencies);
    for await (const chunk of body ?? []) {
      if (taken.bytes === 0) taken.firstRow = performance.now() - began;
      taken.bytes += chunk.byteLength;
    }
  },
  async loop(began: number) {
    for (let url: string | undefined = base + path; url !== undefined;) {
      const response: Response = await fetch(url, { headers });
      const page = pageSchema.parse(await response.json());
      // The same end product: bytes that could be sent.
      taken.bytes += Buffer.from(JSON.stringify(page.value)).byteLength;
      taken.rows += page.value.length;
      if (taken.firstRow === 0) taken.firstRow = performance.now() - began;
      url = page['@odata.nextLink'];
    }
  },
  async page() {
    taken.bytes = (await (await fetch(base + path, { headers })).arrayBuffer()).byteLength;
  },
};

for (let round = 0; round < rounds; round += 1) {
  Object.assign(taken, { milliseconds: 0, firstRow: 0, bytes: 0, rows: 0 });
  const began = performance.now();
  await work[what](began);
  taken.milliseconds = performance.now() - began;
  process.stdout.write(`${JSON.stringify({ ...taken, peak: process.resourceUsage().maxRSS * 1_024 })}\n`);
}
