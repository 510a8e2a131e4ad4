import { describe, expect, it } from 'vitest';
import { graphAs, refusalOf, rowsOf, textOf } from '../../testing/test-clients';
import { createTestTenant } from '../../testing/test-tenant';

const reading = 'SecurityAlert.Read.All';

describe('alerts_v2', () => {
  it('are refused to people without a security role', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ portalConsent: [reading] });
    expect((await (await graphAs(tenant, 'user', reading))('GET /security/alerts_v2')).status).toBe(403);
    expect((await (await graphAs(tenant, 'security-reader', reading))('GET /security/alerts_v2')).status).toBe(200);
  });

  it.each([
    '$select=id',
    '$orderby=title',
    '$expand=evidence',
    '$skip=501',
    "$filter=title eq 'x'",
    "$filter=severity gt 'low'",
  ])('refuse %s', async (query) => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', reading);
    expect((await graph(`GET /security/alerts_v2?${query}`)).status).toBe(400);
  });

  /** @see https://github.com/elastic/integrations/issues/20234 */
  it('take a larger page for one of a thousand, and are skipped up to 500', async () => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', reading);
    const answer = async (query: string) => (await graph(`GET /security/alerts_v2?${query}`)).status;
    expect([await answer('$top=1001'), await answer('$top=100000'), await answer('$skip=500')]).toEqual([
      200, 200, 200,
    ]);
  });

  it('appear later than they were created where the scenario says so', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', reading);
    const newest = async () => rowsOf(await graph('GET /security/alerts_v2?$top=1'))[0];
    const before = await newest();
    await tenant.set({ alertDelayMs: 86_400_000 });
    expect((await newest())?.id).not.toBe(before?.id);
    tenant.advance(86_400_000);
    await tenant.set({ alertDelayMs: 3_600_000 });
    const graphOfToday = await graphAs(tenant, 'global-admin', reading);
    const [late] = rowsOf(await graphOfToday('GET /security/alerts_v2?$top=1'));
    const age = tenant.tenant.clock.now() - Date.parse(textOf(late?.createdDateTime));
    expect(age).toBeGreaterThanOrEqual(3_600_000);
    expect(age).toBeLessThan(4_200_000);
  });

  it('page to the end, newest first, none twice', async () => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', reading);
    const ids: unknown[] = [];
    const times: string[] = [];
    let next = '/security/alerts_v2?$count=true';
    for (;;) {
      const page = await graph(`GET ${next}`);
      expect(page.body['@odata.count']).toBe(300);
      ids.push(...rowsOf(page).map(({ id }) => id));
      times.push(...rowsOf(page).map(({ createdDateTime }) => textOf(createdDateTime).slice(0, 19)));
      const link = page.body['@odata.nextLink'];
      if (link === undefined) break;
      next = textOf(link).split('/v1.0')[1] ?? '';
    }
    expect(new Set(ids).size).toBe(300);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('come in the order that is asked for', async () => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', reading);
    const query =
      '$top=2000&$skip=0&$filter=lastUpdateDateTime ge 2000-01-01T00:00:00Z&$orderby=lastUpdateDateTime asc';
    const rows = rowsOf(await graph(`GET /security/alerts_v2?${query}`));
    const times = rows.map(({ lastUpdateDateTime }) => Date.parse(textOf(lastUpdateDateTime)));
    expect(rows).toHaveLength(300);
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it('hide members of later days unless the client knows them', async () => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', reading);
    const query = "GET /security/alerts_v2?$filter=serviceSource eq 'microsoftSentinel'&$top=1";
    expect(rowsOf(await graph(query))[0]).toMatchObject({
      serviceSource: 'unknownFutureValue',
      detectionSource: 'unknownFutureValue',
    });
    const knowing = await graph(query, undefined, { prefer: 'include-unknown-enum-members' });
    expect(rowsOf(knowing)[0]).toMatchObject({ serviceSource: 'microsoftSentinel' });
  });

  it('come one by one too', async () => {
    const graph = await graphAs(await createTestTenant(), 'global-admin', reading);
    const [first] = rowsOf(await graph('GET /security/alerts_v2?$top=1'));
    expect((await graph(`GET /security/alerts_v2/${textOf(first?.id)}`)).body).toMatchObject({ title: first?.title });
    expect(refusalOf(await graph('GET /security/alerts_v2/none')).status).toBe(404);
  });
});
