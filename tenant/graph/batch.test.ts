import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { graphAs, refusalOf, type JsonAnswer } from '../testing/test-clients';
import { createTestTenant } from '../testing/test-tenant';

const responsesSchema = z.array(
  z.object({ id: z.string(), status: z.number(), headers: z.record(z.string(), z.string()) }),
);

const statusesOf = ({ body }: JsonAnswer) =>
  responsesSchema.parse(body.responses).map(({ id, status }) => `${id}:${status}`);

describe('a batch', () => {
  it.each([
    ['none', []],
    ['too many', Array.from({ length: 21 }, (_, index) => ({ id: String(index), method: 'GET', url: '/me' }))],
    [
      'the same id twice',
      [
        { id: '1', method: 'GET', url: '/me' },
        { id: '1', method: 'GET', url: '/me' },
      ],
    ],
    ['an absolute address', [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' }]],
    ['a batch in a batch', [{ id: '1', method: 'POST', url: '/$batch' }]],
    ['an unknown dependency', [{ id: '1', method: 'GET', url: '/me', dependsOn: ['2'] }]],
    [
      'a pattern that is not offered',
      [
        { id: '1', method: 'GET', url: '/me' },
        { id: '2', method: 'GET', url: '/me', dependsOn: ['1'] },
        { id: '3', method: 'GET', url: '/me' },
      ],
    ],
    ['a stranger among the members', [{ id: '1', method: 'GET', url: '/me', atomicityGroup: 'g' }]],
  ])('is refused with %s', async (_name, requests) => {
    const graph = await graphAs(await createTestTenant(), 'user', 'User.Read');
    expect(refusalOf(await graph('POST /$batch', { requests }))).toMatchObject({ status: 400, code: 'BadRequest' });
  });

  it('answers each request for itself, in no promised order', async () => {
    const graph = await graphAs(await createTestTenant(), 'user', 'User.Read');
    const answer = await graph('POST /$batch', {
      requests: [
        { id: 'a', method: 'GET', url: '/me' },
        { id: 'b', method: 'GET', url: 'subscribedSkus' },
        { id: 'c', method: 'GET', url: '/v1.0/me' },
        { id: 'd', method: 'PATCH', url: '/me', body: {}, headers: { 'Content-Type': 'application/json' } },
      ],
    });
    expect(statusesOf(answer)).toEqual(['d:405', 'c:400', 'b:403', 'a:200']);
  });

  it('fails what depends on a failure, and runs the rest in order', async () => {
    const graph = await graphAs(await createTestTenant(), 'security-app-admin', 'Application.ReadWrite.All');
    const make = (id: string, displayName: unknown, dependsOn: string[] = []) => ({
      id,
      method: 'POST',
      url: '/applications',
      headers: { 'Content-Type': 'application/json' },
      body: { displayName },
      ...(dependsOn.length > 0 && { dependsOn }),
    });
    const serial = [make('1', 'x'), make('2', 7, ['1']), make('3', 'y', ['2'])];
    expect(statusesOf(await graph('POST /$batch', { requests: serial }))).toEqual(['1:201', '2:400', '3:424']);
    const same = [make('1', 'x'), make('2', 'y', ['1']), make('3', 'z', ['1'])];
    expect(statusesOf(await graph('POST /$batch', { requests: same }))).toEqual(['1:201', '2:201', '3:201']);
  });

  it('wants a content type with a body', async () => {
    const graph = await graphAs(await createTestTenant(), 'security-app-admin', 'Application.ReadWrite.All');
    const requests = [{ id: '1', method: 'POST', url: '/applications', body: { displayName: 'x' } }];
    expect(statusesOf(await graph('POST /$batch', { requests }))).toEqual(['1:400']);
  });

  it.each([
    ['empty', undefined],
    ['shape', { unexpected: [42, null] }],
    ['members', { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/$entity' }],
    ['html', 'PGh0bWw+PGJvZHk+PGgxPlByb3h5IGVycm9yPC9oMT48L2JvZHk+PC9odG1sPg=='],
  ] as const)('has one answer corrupted as %s, and the others as they are', async (malformed, body) => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'user', 'User.Read');
    tenant.tenant.faults.replace([{ path: '^/v1.0/me$', malformed, times: 1, skip: 0 }]);
    const requests = [
      { id: '1', method: 'GET', url: '/me' },
      { id: '2', method: 'GET', url: '/organization' },
    ];
    const answer = await graph('POST /$batch', { requests });
    const bodies = z.array(z.object({ id: z.string(), body: z.unknown().optional() })).parse(answer.body.responses);
    expect(bodies.find(({ id }) => id === '1')?.body).toEqual(body);
    expect(bodies.find(({ id }) => id === '2')?.body).toMatchObject({ value: [{}] });
  });

  it('carries a request out although it answers 504', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');
    tenant.tenant.faults.replace([{ path: '^/v1.0/applications$', status: 504, after: true, times: 1, skip: 0 }]);
    const headers = { 'Content-Type': 'application/json' };
    const requests = [{ id: '1', method: 'POST', url: '/applications', headers, body: { displayName: 'x' } }];
    expect(statusesOf(await graph('POST /$batch', { requests }))).toEqual(['1:504']);
    expect(tenant.tenant.view().applications).toHaveLength(2);
  });

  it('meets faults request by request', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'user', 'User.Read Organization.Read.All');
    tenant.tenant.faults.replace([{ path: '^/v1.0/subscribedSkus$', status: 429, retryAfter: 3, times: 1, skip: 0 }]);
    const requests = [
      { id: 'a', method: 'GET', url: '/me' },
      { id: 'b', method: 'GET', url: '/subscribedSkus' },
    ];
    const answer = await graph('POST /$batch', { requests });
    expect(statusesOf(answer)).toEqual(['b:429', 'a:200']);
    expect(responsesSchema.parse(answer.body.responses)[0]?.headers).toMatchObject({ 'Retry-After': '3' });
  });
});
