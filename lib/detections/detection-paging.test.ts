import { describe, expect, it } from 'vitest';
import { defenderToken, detectionClient, graphToken, rowsOf, type FakeUpstream } from './testing/detection-client';

const since = '?sinceTimeUtc=2020-01-01';
const moment = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString();
const alert = (number: number) => ({ id: `a${number}`, createdDateTime: moment(number) });
const numbers = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);
const ids = async (response: Response) => (await rowsOf(response)).map(({ AlertId }) => AlertId);
const page = (alerts: readonly unknown[], nextLink?: string) =>
  Response.json({ value: alerts, ...(nextLink && { '@odata.nextLink': nextLink }) });

/** Graph as it is: no links, newest first, no more than 500 skipped. */
function linkless(alerts: () => readonly ReturnType<typeof alert>[]): FakeUpstream {
  return (url) => {
    const [, operator, bound = ''] = /createdDateTime (lt|le) (\S+)Z/.exec(url.searchParams.get('$filter') ?? '') ?? [];
    const isBefore = (time: string) =>
      time.slice(0, -1) < bound || (operator === 'le' && Date.parse(time) === Date.parse(`${bound}Z`));
    const skip = Number(url.searchParams.get('$skip') ?? 0);
    if (skip > 500) return new Response(null, { status: 400 });
    const found = alerts().filter(({ createdDateTime }) => isBefore(createdDateTime));
    return page(found.slice(skip, skip + Number(url.searchParams.get('$top'))));
  };
}

describe('links to the next page', () => {
  it('are followed to the end, one page after the other', async () => {
    const client = detectionClient(graphToken, (url) => {
      const at = Number(url.searchParams.get('$skiptoken') ?? 0);
      return page([alert(9 - at)], at < 3 ? `${url.origin}${url.pathname}?$skiptoken=${at + 1}` : undefined);
    });
    expect(await ids(await client.get(since))).toEqual(['a9', 'a8', 'a7', 'a6']);
    expect(client.asked).toHaveLength(4);
  });

  it('give every alert once while new ones push the others to the next page', async () => {
    const size = 5;
    let newest = 30;
    const client = detectionClient(graphToken, (url) => {
      const skip = Number(url.searchParams.get('$skip') ?? 0);
      const stock = numbers(newest, 1).map(alert);
      newest += 2;
      const rest = stock.length > skip + size;
      return page(
        stock.slice(skip, skip + size),
        rest ? `${url.origin}${url.pathname}?$skip=${skip + size}` : undefined,
      );
    });
    expect(await ids(await client.get(since))).toEqual(numbers(30, 1).map((number) => `a${number}`));
    expect(client.asked.length).toBeGreaterThan(6);
  });

  it('with Microsoft’s own name of the host are followed at the host that was asked', async () => {
    const client = detectionClient(defenderToken, (url) =>
      page([alert(1)], url.search === '?next' ? undefined : 'https://api.securitycenter.microsoft.com/api/alerts?next'),
    );
    await (await client.get(since)).text();
    expect(client.asked[1]?.href).toBe('https://defender.example/api/alerts?next');
  });

  it.each([
    'https://evil.example/v1.0/security/alerts_v2?x',
    'https://graph.example/v1.0/users',
    'https://graph.example:444/v1.0/security/alerts_v2',
    'http://graph.example/v1.0/security/alerts_v2',
    'https://me:you@graph.example/v1.0/security/alerts_v2',
    'https://graph.example@evil.example/v1.0/security/alerts_v2',
    '/v1.0/security/alerts_v2?x',
    '',
  ])('that lead elsewhere are not followed, and the answer breaks off: %s', async (link) => {
    const client = detectionClient(graphToken, () => Response.json({ value: [alert(1)], '@odata.nextLink': link }));
    const answer = await client.get(since);
    await expect(answer.text()).rejects.toThrow('malformed');
    expect(client.asked).toHaveLength(1);
  });
});

describe('an API without links', () => {
  const stock = numbers(1_200, 1).map(alert);

  it('is asked on from where a full page ended', async () => {
    const client = detectionClient(
      graphToken,
      linkless(() => stock),
    );
    expect(await ids(await client.get(since))).toEqual(stock.map(({ id }) => id));
  });

  it('gives every alert once when others share its moment', async () => {
    const crowd = numbers(700, 1).map((number) => ({
      ...alert(number),
      createdDateTime: moment(Math.ceil(number / 100)),
    }));
    const client = detectionClient(
      graphToken,
      linkless(() => crowd),
    );
    expect(await ids(await client.get(since))).toEqual(crowd.map(({ id }) => id));
  });

  it('gives every alert once while older ones change and come in between', async () => {
    const late = { ...alert(900), id: 'late' };
    let asked = 0;
    const client = detectionClient(
      graphToken,
      linkless(() => {
        asked += 1;
        return asked === 1 ? stock : [...stock.slice(0, 100), late, ...stock.slice(100)];
      }),
    );
    const found = await ids(await client.get(since));
    expect(new Set(found).size).toBe(found.length);
    expect(stock.every(({ id }) => found.includes(id))).toBe(true);
  });

  it('breaks off rather than go round in circles', async () => {
    const crowd = numbers(600, 1).map((number) => ({ ...alert(number), createdDateTime: moment(1) }));
    const client = detectionClient(
      graphToken,
      linkless(() => crowd),
    );
    await expect((await client.get(since)).text()).rejects.toThrow('malformed');
  });

  it('is asked for the next by number when its order is another', async () => {
    const client = detectionClient(
      graphToken,
      linkless(() => stock.slice(0, 400).toReversed()),
    );
    expect((await ids(await client.get(since))).length).toBe(400);
  });
});

describe('the newest so many', () => {
  it('end the answer and the questions', async () => {
    const client = detectionClient(
      graphToken,
      linkless(() => numbers(1_200, 1).map(alert)),
    );
    expect(await ids(await client.get(`${since}&limit=3`))).toEqual(['a1200', 'a1199', 'a1198']);
    expect(client.asked).toHaveLength(1);
    expect(await ids(await client.get(`${since}&limit=300`))).toHaveLength(300);
  });

  it.each([
    ['of which none has a row in the window', '?sinceTimeUtc=2026-01-01T04:00:00&limit=1', []],
    ['of which the newest are in no wanted group', `${since}&limit=1&machinegroups=UK`, ['a1']],
    ['that were all created at one moment', `${since}&limit=3`, ['a4', 'a3', 'a2']],
  ])('are found among alerts %s', async (_what, query, found) => {
    const crowd = numbers(4, 1).map((number) => ({
      ...{ id: `a${number}`, createdDateTime: moment(1), lastUpdateDateTime: moment(20_000) },
      evidence: [
        {
          '@odata.type': '#microsoft.graph.security.deviceEvidence',
          rbacGroupName: number === 1 ? 'UK' : 'France',
        },
      ],
    }));
    const client = detectionClient(
      graphToken,
      linkless(() => crowd),
    );
    expect(await ids(await client.get(query))).toEqual(found);
    expect(client.asked).toHaveLength(1);
  });

  it('are found by few calls when their groups are rare', async () => {
    const stock = numbers(500, 1).map((number) => ({
      ...alert(number),
      evidence: [{ '@odata.type': '#microsoft.graph.security.deviceEvidence', rbacGroupName: `group ${number}` }],
    }));
    const client = detectionClient(
      graphToken,
      linkless(() => stock),
    );
    expect(await ids(await client.get(`${since}&limit=1&machinegroups=group 200`))).toEqual(['a200']);
    expect(client.asked.length).toBeLessThan(10);
  });
});
