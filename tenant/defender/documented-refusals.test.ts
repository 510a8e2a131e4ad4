import { describe, expect, it } from 'vitest';
import { documentedRefusals, membersOf, renamed } from '../testing/documented-refusals';
import { obtainToken, readAnswer, refusalOf } from '../testing/test-clients';
import { createTestTenant, testOrigins } from '../testing/test-tenant';

/** The page's example asks for a machine, which this tenant has none of. */
const names = { 'Machine 123123123': 'Alert 123123123' };

describe('the Defender API refuses as documented:', () => {
  it.each(documentedRefusals('defender').map((found) => [found.name, found] as const))('%s', async (_name, found) => {
    const tenant = await createTestTenant();
    const { request, status, body } = renamed(found, names);
    const token = await obtainToken(tenant, 'global-admin', 'https://api.securitycenter.microsoft.com/Alert.Read');
    const headers = { authorization: `Bearer ${token}` };
    const url = `${testOrigins.api}${request.path}`;
    const answer = await readAnswer(await tenant.apiApp.request(url, { method: request.method, headers }));
    expect(refusalOf(answer)).toEqual(refusalOf({ ...answer, status, body }));
    expect(membersOf(answer.body)).toEqual(membersOf(body));
  });
});
