import { describe, expect, it } from 'vitest';
import { graphAs, refusalOf, rowsOf, textOf } from '../testing/test-clients';
import { createTestTenant } from '../testing/test-tenant';

describe('pages of a collection', () => {
  it('are as long as the scenario says, and the first may be empty', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ pages: { size: 1, emptyFirst: true } });
    const graph = await graphAs(tenant, 'security-reader', 'User.Read RoleManagement.Read.Directory');
    const next = async (path: string) => {
      const answer = await graph(`GET ${path}`);
      const link = answer.body['@odata.nextLink'];
      return { count: rowsOf(answer).length, link: link === undefined ? '' : textOf(link).split('/v1.0')[1] };
    };
    const counts: number[] = [];
    for (let path: string | undefined = '/me/transitiveMemberOf'; path;) {
      const page: Awaited<ReturnType<typeof next>> = await next(path);
      counts.push(page.count);
      path = page.link;
    }
    expect(counts).toEqual([0, 1, 1, 1]);
  });
});

describe('who may register applications', () => {
  it('is nobody without a role when the organisation says so', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ registration: { everybody: false }, portalConsent: ['Application.ReadWrite.All'] });
    const create = async (alias: string) =>
      (await graphAs(tenant, alias, 'Application.ReadWrite.All'))('POST /applications', { displayName: 'x' });
    expect(refusalOf(await create('user'))).toMatchObject({ status: 403, code: 'Authorization_RequestDenied' });
    expect((await create('global-admin')).status).toBe(201);
  });
});

describe('the use of the limit', () => {
  it('is told from 80 percent on, the cost of a request always', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'user', 'User.Read Organization.Read.All');
    const headersOf = async (path: string) => {
      const { headers } = await graph(`GET ${path}`);
      return [headers.get('x-ms-resource-unit'), headers.get('x-ms-throttle-limit-percentage')];
    };
    expect(await headersOf('/subscribedSkus')).toEqual(['3', null]);
    await tenant.set({ throttlePercentage: 0.9 });
    expect(await headersOf('/subscribedSkus?$select=id')).toEqual(['2', '0.9']);
  });
});

describe('the recycle bin', () => {
  it('is empty after 30 days, and the name is free', async () => {
    const tenant = await createTestTenant();
    await tenant.set({ portalConsent: ['Application.ReadWrite.All'] });
    const fresh = () => graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    const graph = await fresh();
    const { body } = await graph('POST /applications', { displayName: 'one', uniqueName: 'siem-1' });
    await graph(`DELETE /applications/${textOf(body.id)}`);
    await tenant.set({ clockOffsetMs: 31 * 86_400_000 });
    const later = await fresh();
    expect((await later(`GET /directory/deletedItems/${textOf(body.id)}`)).status).toBe(404);
    expect((await later('POST /applications', { displayName: 'two', uniqueName: 'siem-1' })).status).toBe(201);
  });
});

it('a search without the header for it is refused', async () => {
  const graph = await graphAs(await createTestTenant(), 'user', 'Application.Read.All');
  expect(refusalOf(await graph('GET /applications?$search="x"'))).toMatchObject({
    status: 400,
    code: 'Request_UnsupportedQuery',
  });
});
