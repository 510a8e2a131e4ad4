import { createPrivateKey, X509Certificate } from 'node:crypto';
import { ConfidentialClientApplication, type NetworkResponse } from '@azure/msal-node';
import { generateKeyPair, exportJWK, SignJWT } from 'jose';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tenantId } from '../seed/tenant-identity';
import { aadstsOf, claimsOf, graphAs, postToken, textOf, type GraphClient } from '../testing/test-clients';
import { createTestTenant, testOrigins, type TestTenant } from '../testing/test-tenant';

const scope = 'https://graph.microsoft.com/.default';
const made = generate([{ name: 'commonName', value: 'connector' }], {
  keyType: 'rsa',
  keySize: 2048,
  algorithm: 'sha256',
  notBeforeDate: new Date(Date.now() - 3_600_000),
});

/** An application that signs in with this certificate. */
async function register(graph: GraphClient) {
  const { cert } = await made;
  const { body } = await graph('POST /applications', {
    displayName: 'connector',
    keyCredentials: [
      { type: 'AsymmetricX509Cert', usage: 'Verify', key: new X509Certificate(cert).raw.toString('base64') },
    ],
  });
  await graph('POST /servicePrincipals', { appId: body.appId });
  return { appId: textOf(body.appId), id: textOf(body.id) };
}

const administrator = (tenant: TestTenant) => graphAs(tenant, 'global-admin', 'Application.ReadWrite.All');

type Statement = { readonly alg?: string; readonly age?: number; readonly audience?: string };

async function sign(tenant: TestTenant, appId: string, { alg = 'PS256', age = 0, audience }: Statement = {}) {
  const { cert, private: key } = await made;
  const now = Math.floor(tenant.tenant.clock.now() / 1000) - age;
  const thumbprint = Buffer.from(new X509Certificate(cert).fingerprint256.replaceAll(':', ''), 'hex');
  return new SignJWT({
    iss: appId,
    sub: appId,
    aud: audience ?? `${testOrigins.api}/${tenantId}/oauth2/v2.0/token`,
    jti: 'x',
  })
    .setProtectedHeader({ alg, typ: 'JWT', 'x5t#S256': thumbprint.toString('base64url') })
    .setNotBefore(now)
    .setExpirationTime(now + 300)
    .sign(createPrivateKey(key));
}

const requestWith = (appId: string, assertion: string) => ({
  grant_type: 'client_credentials',
  client_id: appId,
  scope,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
});

/** The network of msal, into the tenant of the test. */
async function send<T>({ apiApp }: TestTenant, url: string, init: RequestInit): Promise<NetworkResponse<T>> {
  const answer = await apiApp.request(url, init);
  const body = z.custom<T>().parse(await answer.json());
  return { headers: Object.fromEntries(answer.headers), status: answer.status, body };
}

describe('a certificate', () => {
  it.each(['PS256', 'RS256'])('signs its application in by %s', async (alg) => {
    const tenant = await createTestTenant(Date.now());
    const { appId } = await register(await administrator(tenant));
    const { body } = await postToken(tenant, requestWith(appId, await sign(tenant, appId, { alg })));
    expect(claimsOf(body.access_token)).toMatchObject({ appid: appId, appidacr: '2' });
  });

  it('is refused too late, for another tenant, when it is not registered, and when it has ended', async () => {
    const tenant = await createTestTenant(Date.now());
    const graph = await administrator(tenant);
    const { appId, id } = await register(graph);
    const numberOf = async (statement: Statement) =>
      aadstsOf(await postToken(tenant, requestWith(appId, await sign(tenant, appId, statement)))).number;
    expect(await numberOf({ age: 3600 })).toBe(700024);
    expect(await numberOf({ audience: 'https://login.microsoftonline.com/fabrikam.example/oauth2/v2.0/token' })).toBe(
      700023,
    );
    await tenant.set({ clockOffsetMs: 400 * 86_400_000 });
    expect(await numberOf({})).toBe(1000502);
    await tenant.set({ clockOffsetMs: 0 });
    await graph(`PATCH /applications/${id}`, { keyCredentials: [] });
    expect(await numberOf({})).toBe(700027);
  });

  it('works in msal-node as it is', async () => {
    const tenant = await createTestTenant(Date.now());
    const { appId } = await register(await administrator(tenant));
    const { cert, private: privateKey } = await made;
    const client = new ConfidentialClientApplication({
      auth: {
        clientId: appId,
        authority: `https://login.microsoftonline.com/${tenantId}`,
        clientCertificate: {
          thumbprintSha256: new X509Certificate(cert).fingerprint256.replaceAll(':', ''),
          privateKey,
        },
      },
      system: {
        networkClient: {
          sendGetRequestAsync: (url, options) => send(tenant, url, { method: 'GET', ...options }),
          sendPostRequestAsync: (url, options) => send(tenant, url, { method: 'POST', ...options }),
        },
      },
    });
    const result = await client.acquireTokenByClientCredential({ scopes: [scope] });
    expect(claimsOf(result?.accessToken)).toMatchObject({ appid: appId, appidacr: '2' });
  });
});

describe('a federated credential', () => {
  it('takes the token of its issuer, subject and audience, and of no other', async () => {
    const issuer = 'https://issuer.example';
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1' }] };
    const tenant = await createTestTenant(Date.now(), {
      fetch: (address) =>
        Promise.resolve(Response.json(address === `${issuer}/keys` ? keys : { jwks_uri: `${issuer}/keys` })),
    });
    const graph = await administrator(tenant);
    const { appId, id } = await register(graph);
    await graph(`POST /applications/${id}/federatedIdentityCredentials`, {
      name: 'pipeline',
      issuer,
      subject: 'repo:contoso/siem',
      audiences: ['api://AzureADTokenExchange'],
    });
    const exchange = async (claims: Record<string, string>, key = privateKey) => {
      const now = Math.floor(Date.now() / 1000);
      const token = await new SignJWT({
        iss: issuer,
        sub: 'repo:contoso/siem',
        aud: 'api://AzureADTokenExchange',
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setIssuedAt(now)
        .setExpirationTime(now + 300)
        .sign(key);
      return postToken(tenant, requestWith(appId, token));
    };
    expect(claimsOf((await exchange({})).body.access_token)).toMatchObject({ appid: appId, appidacr: '2' });
    expect(aadstsOf(await exchange({ iss: `${issuer}/` })).number).toBe(700211);
    expect(aadstsOf(await exchange({ aud: 'api://other' })).number).toBe(700212);
    expect(aadstsOf(await exchange({ sub: 'repo:Contoso/siem' })).number).toBe(700213);
    const { privateKey: strange } = await generateKeyPair('RS256');
    expect(aadstsOf(await exchange({}, strange)).number).toBe(700027);
  });

  it('is no use while its issuer cannot be reached', async () => {
    const tenant = await createTestTenant(Date.now());
    const graph = await administrator(tenant);
    const { appId, id } = await register(graph);
    const credential = { name: 'pipeline', issuer: 'https://gone.example', subject: 's', audiences: ['a'] };
    await graph(`POST /applications/${id}/federatedIdentityCredentials`, credential);
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT({ iss: credential.issuer, sub: 's', aud: 'a' })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    expect(aadstsOf(await postToken(tenant, requestWith(appId, token))).number).toBe(50166);
  });
});
