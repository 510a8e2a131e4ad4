import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject } from './alert-value';
import { defenderToken, detectionClient, type FakeUpstream, graphToken, rowsOf } from './testing/detection-client';
import { oddAlert } from './testing/odd-alert';
import { matchingDefenderAlert, matchingGraphAlert, sampleDetection } from './testing/sample-detection';

/** The page of 250 that makes the portal ask for another, filled up with what is no alert. */
function filled(alerts: readonly unknown[]): readonly unknown[] {
  return [...alerts, ...Array.from({ length: 250 - alerts.length }, () => null)];
}

/** The same pages with another id for each alert, as alerts have: two of the same would count as one. */
function named(pages: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return pages.map((page, at) =>
    page.map((alert, index) => (isObject(alert) ? { ...alert, id: `${at}-${index}` } : alert)),
  );
}

describe.each([
  ['Defender', defenderToken, matchingDefenderAlert],
  ['Graph', graphToken, matchingGraphAlert],
] as const)('pages of odd alerts from %s', (_api, token, example) => {
  const pages = fc.array(fc.array(oddAlert(example), { maxLength: 4 }), { minLength: 1, maxLength: 4 });
  const keys = Object.keys(sampleDetection);

  it('with links become one whole array, with every alert in it', async () => {
    await fc.assert(
      fc.asyncProperty(pages.map(named), async (odd) => {
        const client = detectionClient(token, (url) => {
          const at = Number(url.searchParams.get('$skiptoken') ?? 0);
          const next = at + 1 < odd.length && {
            '@odata.nextLink': `${url.origin}${url.pathname}?$skiptoken=${at + 1}`,
          };
          return Response.json({ ...next, value: odd[at] });
        });
        // A row whose time cannot be read is in every window.
        const rows = await rowsOf(await client.get('?sinceTimeUtc=0001-01-01&untilTimeUtc=9999-12-31'));
        for (const row of rows) expect(Object.keys(row)).toEqual(keys);
        const alerts = odd.flat().filter(isObject);
        expect([...new Set(rows.map(({ AlertId }) => AlertId))]).toEqual(alerts.map(({ id }) => id));
        expect(client.asked).toHaveLength(odd.length);
        expect(client.reports).toMatchObject([{ end: 'complete', rows: rows.length }]);
      }),
      { numRuns: 60 },
    );
  });

  it('without links become a whole array, or one that is visibly cut', async () => {
    await fc.assert(
      fc.asyncProperty(pages, async (odd) => {
        let at = 0;
        const upstream: FakeUpstream = () => {
          const page = odd[at] ?? [];
          at += 1;
          return Response.json({ value: at < odd.length ? filled(page) : page });
        };
        const client = detectionClient(token, upstream);
        const answer = await client.get('?sinceTimeUtc=0001-01-01&untilTimeUtc=9999-12-31');
        const text = await answer.text().catch(() => null);
        expect(client.reports).toMatchObject([{ end: text === null ? 'interrupted' : 'complete' }]);
        if (text !== null) for (const row of await rowsOf(new Response(text))) expect(Object.keys(row)).toEqual(keys);
      }),
      { numRuns: 60 },
    );
  });
});
