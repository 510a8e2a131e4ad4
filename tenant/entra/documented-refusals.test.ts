import { describe, expect, it } from 'vitest';
import { portalAppId } from '../seed/portal-registration';
import { documentedRefusals, membersOf, type Names, renamed } from '../testing/documented-refusals';
import { obtainCode, portalCallback, portalClient, postToken, textOf } from '../testing/test-clients';
import { createTestTenant, type TestTenant } from '../testing/test-tenant';

/** What the example leaves out, and what its names are here. */
type Setup = { readonly form: Readonly<Record<string, string>>; readonly names: Names };

const exampleApp = '9519e58c-bd06-4120-a7fd-2220d4de8409';

/** Of an API that the tenant has, a permission that it has not: an API that is unknown as a whole is AADSTS500011. */
async function unknownPermission(tenant: TestTenant, names: Names): Promise<Setup> {
  const code = await obtainCode(tenant, { alias: 'user', scope: 'User.Read' });
  const form = { client_secret: portalClient.client_secret, redirect_uri: portalCallback, code };
  return { form, names: { ...names, [exampleApp]: portalAppId } };
}

const setups: Readonly<Record<string, (tenant: TestTenant) => Promise<Setup>>> = {
  'bad-secret': () => Promise.resolve({ form: {}, names: { [exampleApp]: portalAppId } }),
  'invalid-scope': (tenant) =>
    unknownPermission(tenant, { 'https://foo.microsoft.com/.default': 'https://graph.microsoft.com/foo' }),
  'invalid-scope-with-uri': (tenant) =>
    unknownPermission(tenant, { 'https://example.contoso.com': 'https://graph.microsoft.com' }),
};

/** Without what is new in each answer, and in one line as the service writes it today. The reference contracts what the service and its other page spell out. */
function sentence(description: unknown): string {
  return textOf(description)
    .replaceAll("isn't", 'is not')
    .replaceAll('\r\n', ' ')
    .replace(/(Trace ID|Correlation ID): [0-9a-f-]{36}/g, '$1: id')
    .replace(/Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/, 'Timestamp: time');
}

describe('the token endpoint refuses as documented:', () => {
  it.each(documentedRefusals('token').map((refusal) => [refusal.name, refusal] as const))('%s', async (name, found) => {
    const setup = setups[name];
    if (setup === undefined) throw new Error(`nobody knows how to run into ${name}`);
    const tenant = await createTestTenant();
    const { form, names } = await setup(tenant);
    const { request, status, body } = renamed(found, names);
    const answer = await postToken(tenant, { ...request.form, ...form });
    expect(answer.status).toBe(status);
    expect(answer.body.error).toBe(body.error);
    expect(answer.body.error_codes).toEqual(body.error_codes);
    expect(sentence(answer.body.error_description)).toBe(sentence(body.error_description));
    expect(membersOf(answer.body)).toEqual(expect.arrayContaining([...membersOf(body)]));
    expect(answer.body.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
    expect(textOf(answer.body.error_description)).toContain(`Trace ID: ${textOf(answer.body.trace_id)} `);
  });
});
