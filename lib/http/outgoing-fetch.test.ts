import { globSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import ts from 'typescript';
import { z } from 'zod';
import { entraNetwork } from '@/lib/entra/entra-network';
import { verifyIdToken } from '@/lib/entra/id-token';
import { tryAlertsCall } from '@/lib/defender/alerts-request';
import { callGraph } from '@/lib/graph/graph-request';
import { adminConsentUrl } from '@/lib/entra/admin-consent';
import { outgoingFetch } from './outgoing-fetch';
import { systemClock } from './retry';

/** Its header names a key, which has to be fetched. */
const SIGNED_BY_NOBODY = `${Buffer.from('{"alg":"RS256","kid":"k"}').toString('base64url')}.e30.c2ln`;

const met: IncomingMessage[] = [];
const stranger = createServer((request, response) => {
  met.push(request);
  response.setHeader('content-type', 'application/json').end('{}');
});
/** Sends everybody on, with the method and the body that they came with. */
const service = createServer((request, response) => {
  request.resume();
  const { port } = addressOf(stranger);
  response.writeHead(307, { location: `http://127.0.0.1:${port}${request.url ?? ''}` }).end('{}');
});

function addressOf(server: ReturnType<typeof createServer>): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  return address;
}

const listen = (server: ReturnType<typeof createServer>) =>
  new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
beforeAll(async () => {
  await listen(stranger);
  await listen(service);
});
afterAll(() => {
  stranger.close();
  service.close();
});
beforeEach(() => {
  met.length = 0;
});

const origin = () => `http://127.0.0.1:${addressOf(service).port}`;
const application = () => ({ authorityHost: origin(), tenantId: 'a', clientId: 'b' });

it.each([
  [
    'the token endpoint, with a secret',
    () => entraNetwork(undefined).sendPostRequestAsync(`${origin()}/token`, { body: 'client_secret=s' }),
  ],
  ['metadata', () => entraNetwork(undefined).sendGetRequestAsync(`${origin()}/metadata`)],
  [
    'discovery',
    () => adminConsentUrl(application(), { redirectUri: origin(), resource: origin(), state: 's' }, outgoingFetch),
  ],
  ['the keys of tokens', () => verifyIdToken(application(), SIGNED_BY_NOBODY, 'nonce')],
  [
    'Microsoft Graph, with a token',
    () =>
      callGraph(
        { graphUrl: origin(), token: 'token', fetch: outgoingFetch, clock: systemClock },
        { method: 'GET', path: '/me', answer: z.unknown() },
      ),
  ],
  [
    'the alerts of Defender, with a token',
    () =>
      tryAlertsCall({ fetch: outgoingFetch, accessToken: 'token', clock: systemClock }, { url: `${origin()}/alerts` }),
  ],
] as const)('a redirect of %s leads nowhere', async (_what, call) => {
  await Promise.resolve(call()).catch(() => undefined);
  expect(met).toEqual([]);
});

it('is the only way out: no other file of lib names the global fetch', () => {
  const files = globSync('lib/**/*.{ts,tsx}').filter((file) => !/[.]test[.]ts|[/]testing[/]|outgoing-fetch/.test(file));
  expect(files.filter((file) => namesGlobalFetch(file))).toEqual([]);
});

/** As a value, in a file that is given none under that name. */
function namesGlobalFetch(file: string): boolean {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const uses: ts.Node[] = [];
  const bindings: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === 'fetch') {
      const { parent } = node;
      if (ts.isBindingElement(parent) || ts.isParameter(parent)) bindings.push(node);
      else if (!ts.isTypeNode(parent) && !ts.isPropertySignature(parent) && !isName(parent, node)) uses.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses.length > 0 && bindings.length === 0;
}

/** The name of a property, which says nothing of its value. */
const isName = (parent: ts.Node, node: ts.Identifier) =>
  (ts.isPropertyAssignment(parent) && parent.name === node) ||
  (ts.isPropertyAccessExpression(parent) && parent.name === node);
