import { addressOf } from '@siem-connect/testing/http-browser';
import { describe, expect, it } from 'vitest';
import { aadstsOf, authorizeUrl, browserFor, claimsOf, graphAs, pkcePair, postToken } from '../testing/test-clients';
import { createTestTenant, type TestTenant } from '../testing/test-tenant';

const commandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e';
const address = 'http://localhost:49152';

/** A code of Microsoft's own command line, and what redeems it. */
async function codeOfTools(tenant: TestTenant, redirectUri = address) {
  const { verifier, challenge } = pkcePair();
  const browser = browserFor(tenant);
  const landing = await browser.get(
    authorizeUrl({
      ...{ client_id: commandLineTools, redirect_uri: redirectUri, scope: 'openid Application.ReadWrite.All' },
      ...{ login_hint: 'global-admin@contoso.example', code_challenge: challenge, code_challenge_method: 'S256' },
    }),
  );
  const answer = landing.leftFor === null ? await browser.press(landing, { decision: 'accept' }) : landing;
  return {
    ...{ grant_type: 'authorization_code', client_id: commandLineTools, redirect_uri: redirectUri },
    ...{ code: addressOf(answer).searchParams.get('code') ?? '', code_verifier: verifier },
  };
}

describe('an installed program', () => {
  it('is Microsoft’s command line, on any port of localhost and without a secret', async () => {
    const tenant = await createTestTenant();
    const { body } = await postToken(tenant, await codeOfTools(tenant));
    expect(claimsOf(body.access_token)).toMatchObject({ appid: commandLineTools, appidacr: '0' });
  });

  it('is refused with a secret, and cannot sign in on its own', async () => {
    const tenant = await createTestTenant();
    const form = await codeOfTools(tenant);
    const withSecret = await postToken(tenant, { ...form, client_assertion: '', client_secret: 'x' });
    expect(aadstsOf(withSecret).number).toBe(7000215);
    const alone = { grant_type: 'client_credentials', client_id: commandLineTools };
    const scope = 'https://graph.microsoft.com/.default';
    expect(aadstsOf(await postToken(tenant, { ...alone, scope })).number).toBe(7000218);
  });

  it('is in no list of applications, and has a service principal once somebody consented', async () => {
    const tenant = await createTestTenant();
    const graph = await graphAs(tenant, 'global-admin', 'Application.Read.All');
    const principal = `GET /servicePrincipals(appId='${commandLineTools}')`;
    expect((await graph(principal)).status).toBe(404);
    await codeOfTools(tenant);
    expect((await graph(principal)).status).toBe(200);
    expect((await graph(`GET /applications(appId='${commandLineTools}')`)).status).toBe(404);
  });
});
