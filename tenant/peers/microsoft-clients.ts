import { ClientSecretCredential } from '@azure/identity';
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { expectName, graphScope, person, refusalOf, visit, type Peer, type Surroundings } from './peer';

function credential({ authority, tenantId, clientId, clientSecret }: Surroundings): ClientSecretCredential {
  return new ClientSecretCredential(tenantId, clientId, clientSecret, {
    authorityHost: authority,
    disableInstanceDiscovery: true,
  });
}

async function tokenWithIdentity(surroundings: Surroundings): Promise<string> {
  const { expiresOnTimestamp } = await credential(surroundings).getToken(graphScope);
  if (expiresOnTimestamp <= Date.now()) throw new Error('A token was expected that is still good.');
  return 'works';
}

function authorityOf({ authority, tenantId }: Surroundings) {
  return { authority: `${authority}/${tenantId}`, knownAuthorities: [new URL(authority).host] };
}

async function tokenWithMsal(surroundings: Surroundings): Promise<string> {
  const { clientId, clientSecret } = surroundings;
  const client = new ConfidentialClientApplication({ auth: { clientId, clientSecret, ...authorityOf(surroundings) } });
  const first = await client.acquireTokenByClientCredential({ scopes: [graphScope] });
  const second = await client.acquireTokenByClientCredential({ scopes: [graphScope] });
  if (first?.accessToken !== second?.accessToken) throw new Error('The token was expected from the cache.');
  return 'works';
}

const commandLineTools = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** As Microsoft Graph Command Line Tools sign people in, which keep no secret. */
async function signInAsProgram(surroundings: Surroundings): Promise<string> {
  const client = new PublicClientApplication({ auth: { clientId: commandLineTools, ...authorityOf(surroundings) } });
  const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
  const [scopes, redirectUri] = [['openid', 'profile'], 'http://localhost:49152'];
  const address = await client.getAuthCodeUrl({
    ...{ scopes, redirectUri, codeChallenge: challenge, codeChallengeMethod: 'S256', loginHint: person.login_hint },
    responseMode: 'query',
  });
  const landing = await visit(surroundings, address);
  const code = landing.searchParams.get('code') ?? '';
  const { account } = await client.acquireTokenByCode({ code, scopes, redirectUri, codeVerifier: verifier });
  return expectName(account?.name);
}

export const microsoftClients: readonly Peer[] = [
  { name: '@azure/identity', task: 'client credentials', run: tokenWithIdentity },
  {
    name: '@azure/identity',
    task: 'client credentials with a wrong secret',
    run: (surroundings) => refusalOf(tokenWithIdentity({ ...surroundings, clientSecret: 'not the secret' })),
  },
  { name: '@azure/msal-node', task: 'client credentials, once more from the cache', run: tokenWithMsal },
  { name: '@azure/msal-node', task: 'sign-in as an installed program, without a secret', run: signInAsProgram },
];
