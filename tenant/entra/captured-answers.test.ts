import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tenantId } from '../seed/tenant-identity';
import { portalClient, postToken, textOf } from '../testing/test-clients';
import { createTestTenant } from '../testing/test-tenant';

const answerSchema = z.object({
  name: z.string(),
  status: z.number(),
  error: z.string(),
  code: z.number(),
  hasPage: z.boolean(),
  text: z.string(),
});

const file = new URL('../testing/fixtures/captured-answers.json', import.meta.url);
const answers = z.array(answerSchema).parse(JSON.parse(readFileSync(file, 'utf8')));

const scope = 'https://graph.microsoft.com/.default';
const form = { ...portalClient, grant_type: 'client_credentials', scope };

type Request = Readonly<Record<string, string>>;

/** How to run into each of them. */
const requests: Readonly<Record<string, Request>> = {
  'wrong secret': { ...form, client_secret: 'wrong' },
  'unknown resource': { ...form, scope: 'api://not-a-registered-resource/.default' },
  'unknown grant type': { ...form, grant_type: 'no_such_grant' },
  'no application at all': { ...form, client_id: '00000000-0000-0000-0000-000000000000' },
  'unknown application': { ...form, client_id: '833aa854-2811-4f90-9620-c38070f595d7' },
  'tenant that is no name': { ...form, tenant: 'invalid_tenant' },
  'expired secret': form,
  'missing parameter': { ...form, grant_type: 'authorization_code' },
};

describe('the token endpoint answers letter for letter:', () => {
  it.each(answers.map((answer) => [answer.name, answer] as const))('%s', async (name, captured) => {
    const tenant = await createTestTenant();
    if (name === 'expired secret') await tenant.set({ clockOffsetMs: 800 * 86_400_000 });
    const { tenant: segment = tenantId, ...request } = requests[name] ?? {};
    const { status, body } = await postToken(tenant, request, `/${segment}/oauth2/v2.0/token`);
    const text = captured.text.replaceAll('{app}', portalClient.client_id).replaceAll('{tenant}', tenantId);
    const { trace_id: trace, correlation_id: correlation, timestamp } = body;
    expect(status).toBe(captured.status);
    expect(body).toEqual({
      error: captured.error,
      error_description: `AADSTS${captured.code}: ${text} Trace ID: ${textOf(trace)} Correlation ID: ${textOf(correlation)} Timestamp: ${textOf(timestamp)}`,
      error_codes: [captured.code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      ...(captured.hasPage && { error_uri: `https://login.microsoftonline.com/error?code=${captured.code}` }),
    });
  });
});
