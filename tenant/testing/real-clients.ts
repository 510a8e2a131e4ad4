/**
 * Unmodified clients against a running tenant, in a process of their own: what NODE_EXTRA_CA_CERTS says is
 * read once, when Node starts. Prints what happened as one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { ConfidentialClientApplication, CryptoProvider, type AuthenticationResult } from '@azure/msal-node';
import { Client, GraphError } from '@microsoft/microsoft-graph-client';
import { addressOf, httpBrowser, pageOf } from '@siem-connect/testing/http-browser';
import { z } from 'zod';
import { signInWithNextAuth } from './next-auth-client';
import { claimsOf } from './test-clients';

const argumentsSchema = z.object({ browser: z.string(), portalFile: z.string() });
const portalSchema = z.object({
  ENTRA_AUTHORITY_HOST: z.string(),
  ENTRA_TENANT_ID: z.string(),
  ENTRA_CLIENT_ID: z.string(),
  ENTRA_CLIENT_SECRET: z.string(),
});

const { browser, portalFile } = argumentsSchema.parse({ browser: process.argv[2], portalFile: process.argv[3] });
const portal = portalSchema.parse(JSON.parse(readFileSync(portalFile, 'utf8')));
const redirectUri = 'http://localhost:3000/consent/callback';

function client(clientId: string, clientSecret: string): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: {
      clientId,
      clientSecret,
      authority: `${portal.ENTRA_AUTHORITY_HOST}/${portal.ENTRA_TENANT_ID}`,
      knownAuthorities: [new URL(portal.ENTRA_AUTHORITY_HOST).host],
    },
  });
}

async function signIn(
  scopes: string[],
): Promise<{ readonly msal: ConfidentialClientApplication; readonly result: AuthenticationResult }> {
  const msal = client(portal.ENTRA_CLIENT_ID, portal.ENTRA_CLIENT_SECRET);
  const crypto = new CryptoProvider();
  const { verifier, challenge } = await crypto.generatePkceCodes();
  const [state, nonce] = [crypto.createNewGuid(), crypto.createNewGuid()];
  const url = await msal.getAuthCodeUrl({
    scopes,
    redirectUri,
    state,
    nonce,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    prompt: 'select_account',
    responseMode: 'query',
  });
  const person = httpBrowser({ staysOn: browser });
  let landing = await person.press(pageOf(await person.get(url)), { account: 'security-app-admin@contoso.example' });
  if (landing.leftFor === null) landing = await person.press(landing, { decision: 'accept' });
  const answer = addressOf(landing).searchParams;
  const code = answer.get('code') ?? '';
  const result = await msal.acquireTokenByCode(
    { code, scopes, redirectUri, codeVerifier: verifier, state, nonce },
    { code, state: answer.get('state') ?? '', nonce, client_info: answer.get('client_info') ?? '' },
  );
  return { msal, result };
}

function graphWith(token: string): Client {
  const { hostname } = new URL(portal.ENTRA_AUTHORITY_HOST);
  return Client.initWithMiddleware({
    authProvider: { getAccessToken: () => Promise.resolve(token) },
    baseUrl: `${portal.ENTRA_AUTHORITY_HOST}/`,
    customHosts: new Set([hostname]),
  });
}

const idSchema = z.object({ id: z.string() });
const applicationSchema = idSchema.extend({
  appId: z.string(),
  passwordCredentials: z.array(z.object({ secretText: z.string() })),
});

async function enable(graph: Client): Promise<{ readonly appId: string; readonly secret: string }> {
  const application = applicationSchema.parse(
    await graph
      .api('/applications')
      .post({ displayName: 'connector', passwordCredentials: [{ endDateTime: '2027-01-01T00:00:00Z' }] }),
  );
  const principal = idSchema.parse(
    await graph
      .api(`/servicePrincipals(appId='${application.appId}')`)
      .header('Prefer', 'create-if-missing')
      .patch({ tags: ['HideApp'] }),
  );
  const api = idSchema.parse(
    await graph.api("/servicePrincipals(appId='fc780465-2017-40d4-a0c5-307022471b92')").select('id').get(),
  );
  await graph.api(`/servicePrincipals/${api.id}/appRoleAssignedTo`).post({
    principalId: principal.id,
    resourceId: api.id,
    appRoleId: '71fe6b80-7034-4028-9ed8-0f316df9c3ff',
  });
  return { appId: application.appId, secret: application.passwordCredentials[0]?.secretText ?? '' };
}

async function refusalCode(attempt: Promise<unknown>): Promise<unknown> {
  try {
    await attempt;
    return 'accepted';
  } catch (error) {
    if (error instanceof GraphError) return [error.statusCode, error.code];
    return z.object({ errorCode: z.string(), errorNo: z.unknown() }).parse(error);
  }
}

const { msal, result } = await signIn(['User.Read', 'Application.ReadWrite.All']);
const silent =
  result.account === null
    ? null
    : await msal.acquireTokenSilent({ account: result.account, scopes: ['User.Read'], forceRefresh: true });
const graph = graphWith(result.accessToken);
const connector = await enable(graph);
const defender = ['https://api.securitycenter.microsoft.com/.default'];
const own = await client(connector.appId, connector.secret).acquireTokenByClientCredential({ scopes: defender });
const me = z.object({ userPrincipalName: z.string() }).parse(await graph.api('/me').get());

process.stdout.write(
  `${JSON.stringify({
    account: result.account?.username,
    scopes: result.scopes,
    refreshed: silent !== null && silent.accessToken !== result.accessToken,
    me: me.userPrincipalName,
    roles: claimsOf(own?.accessToken).roles,
    notConsented: await refusalCode(
      msal.acquireTokenSilent({
        account: result.account ?? fail(),
        scopes: ['Directory.Read.All'],
        forceRefresh: true,
      }),
    ),
    wrongSecret: await refusalCode(
      client(connector.appId, 'wrong').acquireTokenByClientCredential({ scopes: defender }),
    ),
    absent: await refusalCode(graph.api('/devices').get()),
    nextAuth: await signInWithNextAuth(portal, browser),
  })}\n`,
);

function fail(): never {
  throw new Error('msal gave no account');
}
