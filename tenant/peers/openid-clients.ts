import * as oauth from 'oauth4webapi';
import { generators, Issuer } from 'openid-client';
import * as openid from 'openid-client-6';
import { expectName, graphScope, person, redirectUri, refusalOf, visit, type Peer, type Surroundings } from './peer';

const scope = 'openid profile offline_access User.Read';

function discover({ authority, tenantId, clientId, clientSecret }: Surroundings): Promise<openid.Configuration> {
  const issuer = new URL(`${authority}/${tenantId}/v2.0`);
  return openid.discovery(issuer, clientId, undefined, openid.ClientSecretPost(clientSecret));
}

/** Sign-in with PKCE, nonce and `max_age`, userinfo, and a refresh, each judged as strictly as the library can. */
async function signInWithSix(surroundings: Surroundings): Promise<string> {
  const configuration = await discover(surroundings);
  openid.enableNonRepudiationChecks(configuration);
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const [expectedNonce, expectedState] = [openid.randomNonce(), openid.randomState()];
  const address = openid.buildAuthorizationUrl(configuration, {
    ...{ redirect_uri: redirectUri, scope, nonce: expectedNonce, state: expectedState, max_age: '300', ...person },
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const landing = await visit(surroundings, address.href);
  const checks = { pkceCodeVerifier, expectedNonce, expectedState, maxAge: 300 };
  const tokens = await openid.authorizationCodeGrant(configuration, landing, checks);
  const claims = tokens.claims();
  const who = await openid.fetchUserInfo(configuration, tokens.access_token, claims?.sub ?? '');
  await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
  return expectName(who.name);
}

async function clientCredentialsWithSix(surroundings: Surroundings): Promise<string> {
  await openid.clientCredentialsGrant(await discover(surroundings), { scope: graphScope });
  return 'works';
}

/** The library that next-auth 4 signs people in by. */
async function signInWithFive(surroundings: Surroundings): Promise<string> {
  const { authority, tenantId, clientId, clientSecret } = surroundings;
  const issuer = await Issuer.discover(`${authority}/${tenantId}/v2.0`);
  const client = new issuer.Client({
    ...{ client_id: clientId, client_secret: clientSecret, token_endpoint_auth_method: 'client_secret_post' },
    redirect_uris: [redirectUri],
  });
  const [nonce, state] = [generators.nonce(), generators.state()];
  const verifier = generators.codeVerifier();
  const address = client.authorizationUrl({
    ...{ scope, nonce, state, code_challenge_method: 'S256', max_age: 300, ...person },
    code_challenge: generators.codeChallenge(verifier),
  });
  const landing = await visit(surroundings, address);
  const checks = { nonce, state, code_verifier: verifier, max_age: 300 };
  const tokens = await client.callback(redirectUri, client.callbackParams(landing.href), checks);
  const who = await client.userinfo(tokens);
  await client.refresh(tokens);
  return expectName(who.name);
}

async function signInWithWebApi(surroundings: Surroundings): Promise<string> {
  const { authority, tenantId, clientId, clientSecret } = surroundings;
  const issuer = new URL(`${authority}/${tenantId}/v2.0`);
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer));
  const client = { client_id: clientId };
  const verifier = oauth.generateRandomCodeVerifier();
  const [nonce, state] = [oauth.generateRandomNonce(), oauth.generateRandomState()];
  const address = new URL(server.authorization_endpoint ?? '');
  address.search = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope, nonce, state, ...person },
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const parameters = oauth.validateAuthResponse(server, client, await visit(surroundings, address.href), state);
  const authentication = oauth.ClientSecretPost(clientSecret);
  const response = await oauth.authorizationCodeGrantRequest(
    ...([server, client, authentication, parameters, redirectUri, verifier] as const),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response);
  return expectName(oauth.getValidatedIdTokenClaims(tokens)?.name);
}

async function wrongSecretWithWebApi(surroundings: Surroundings): Promise<string> {
  const { authority, tenantId, clientId } = surroundings;
  const issuer = new URL(`${authority}/${tenantId}/v2.0`);
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer));
  const parameters = new URLSearchParams({ scope: graphScope });
  const attempt = async () => {
    const asked = oauth.clientCredentialsGrantRequest(
      ...([server, { client_id: clientId }, oauth.ClientSecretBasic('not the secret'), parameters] as const),
    );
    return oauth.processClientCredentialsResponse(server, { client_id: clientId }, await asked);
  };
  return refusalOf(attempt());
}

export const openidClients: readonly Peer[] = [
  { name: 'openid-client-6', task: 'sign-in with PKCE, `max_age`, userinfo, refresh', run: signInWithSix },
  { name: 'openid-client-6', task: 'client credentials', run: clientCredentialsWithSix },
  { name: 'openid-client', task: 'sign-in with PKCE, `max_age`, userinfo, refresh', run: signInWithFive },
  { name: 'oauth4webapi', task: 'sign-in with PKCE, signature of the id token', run: signInWithWebApi },
  { name: 'oauth4webapi', task: 'client credentials with a wrong secret', run: wrongSecretWithWebApi },
];
