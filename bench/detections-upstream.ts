/**
 * Stands for Microsoft: alerts of the embedded tenant in pages with links, each page some milliseconds late. A process
 * of its own, so that its work is not counted. Takes /<alerts>/<milliseconds> before the path of an API, and writes its
 * origin to standard output.
 */
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createAlertFeed } from '../tenant/alerts/alert-feed';
import { describeEndpointAlert, withEvidence } from '../tenant/defender/endpoint-alert';
import { describeAlertV2 } from '../tenant/graph/resources/alert-v2-resource';

/** What the portal asks for. */
const PAGE_SIZE = 250;
const now = Date.UTC(2026, 10, 22);
const alerts = createAlertFeed()
  .alertsAt(now, now)
  .filter(({ pattern }) => pattern.source.endpoint !== null)
  .slice(0, PAGE_SIZE);

/** A page is text that is made once: the six letters in every id become the page's number. */
const pages = {
  '/api/alerts': alerts.map((alert, index) =>
    JSON.stringify({ ...withEvidence(describeEndpointAlert(alert), alert), id: `daPPPPPP_${index}` }),
  ),
  '/v1.0/security/alerts_v2': alerts.map((alert, index) =>
    JSON.stringify({ ...describeAlertV2(alert), id: `daPPPPPP_${index}` }),
  ),
} as const;

const server = createServer((request, response) => {
  void answer(new URL(request.url ?? '/', 'http://127.0.0.1')).then((text) => {
    response.setHeader('content-type', 'application/json');
    response.end(text);
  });
});

async function answer(url: URL): Promise<string> {
  const [, total = '0', latency = '0', path = ''] = /^\/(\d+)\/(\d+)(\/.*)$/.exec(url.pathname) ?? [];
  const number = Number(url.searchParams.get('$skiptoken') ?? 0);
  const left = Number(total) - number * PAGE_SIZE;
  const texts = path === '/api/alerts' ? pages[path] : pages['/v1.0/security/alerts_v2'];
  const value = texts.slice(0, left).join(',').replaceAll('PPPPPP', String(number).padStart(6, '0'));
  const next = JSON.stringify(`${origin()}${url.pathname}?$skiptoken=${number + 1}`);
  await setTimeout(Number(latency));
  return `{${left > PAGE_SIZE ? `"@odata.nextLink":${next},` : ''}"value":[${value}]}`;
}

function origin(): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return `http://127.0.0.1:${address.port}`;
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`${origin()}\n`));
