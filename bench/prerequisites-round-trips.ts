// Run by main.ts in a process of its own, with a tenant at hand and the condition react-server, which is what lets a
// file that only a server may load be loaded here.
import { z } from 'zod';
import { apiFacts } from '@/lib/cloud/alert-api';
import { POLICY_PATH, resourcePath, SKUS_PATH } from '@/lib/graph/directory-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import { callGraph } from '@/lib/graph/graph-request';
import { MEMBERS_PATH } from '@/lib/graph/members';
import { systemClock } from '@/lib/http/retry';
import { readTenant } from '@/lib/prerequisites/read-tenant';
import { compare } from './measure';

const settings = z
  .object({
    TENANT_URL: z.url(),
    PORTAL_URL: z.url(),
    GRAPH_URL: z.url(),
    ENTRA_AUTHORITY_HOST: z.url(),
    ENTRA_TENANT_ID: z.guid(),
    ENTRA_CLIENT_ID: z.guid(),
    ENTRA_CLIENT_SECRET: z.string(),
  })
  .parse(process.env);

const scope = 'User.Read RoleManagement.Read.Directory Organization.Read.All Application.Read.All Policy.Read.All';
const redirectUri = `${settings.PORTAL_URL}/consent/callback`;
/** Milliseconds that a request spends on its way in a network; this machine has none of its own. */
const ON_THE_WAY_MS = 30;

const reads = [
  MEMBERS_PATH,
  SKUS_PATH,
  resourcePath(apiFacts('defender-alerts').resourceAppId),
  resourcePath(apiFacts('graph-alerts').resourceAppId),
  POLICY_PATH,
];

/** The embedded tenant signs in whom the hint names. */
async function signIn(): Promise<string> {
  const { ENTRA_TENANT_ID, ENTRA_CLIENT_ID: client_id, ENTRA_CLIENT_SECRET: client_secret } = settings;
  const wanted = { client_id, scope, redirect_uri: redirectUri, response_type: 'code' };
  const query = new URLSearchParams({ ...wanted, login_hint: 'security-app-admin@contoso.example' });
  const path = `${ENTRA_TENANT_ID}/oauth2/v2.0`;
  const answer = await fetch(`${settings.TENANT_URL}/${path}/authorize?${query.toString()}`, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '', settings.TENANT_URL).searchParams.get('code') ?? '';
  const form = { client_id, client_secret, grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  const token = await fetch(`${settings.ENTRA_AUTHORITY_HOST}/${path}/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return z.object({ access_token: z.string() }).parse(await token.json()).access_token;
}

async function readOneByOne(graph: GraphContext): Promise<void> {
  for (const path of reads) {
    const answer = await callGraph(graph, { method: 'GET', path, answer: z.unknown() });
    if (!answer.ok) throw new Error(`${path}: ${answer.error.kind}`);
  }
}

async function readTogether(graph: GraphContext): Promise<void> {
  const { roles, skus, policy, resources } = await readTenant(graph);
  const answers = [roles, skus, policy, resources['defender-alerts'], resources['graph-alerts']];
  if (!answers.every(({ ok }) => ok)) throw new Error('A part of the batch could not be read.');
}

async function compareReads(graph: GraphContext, where: string): Promise<void> {
  await compare({
    what: `Prerequisites, ${reads.length} reads of the embedded tenant, ${where}`,
    baseline: { name: 'one by one', run: () => readOneByOne(graph) },
    others: [{ name: 'one $batch', run: () => readTogether(graph) }],
    rounds: 15,
  });
}

const token = await signIn();
const near: GraphContext = { graphUrl: settings.GRAPH_URL, token, fetch, clock: systemClock };
const far: GraphContext = {
  ...near,
  async fetch(input, init) {
    await systemClock.sleep(ON_THE_WAY_MS);
    return fetch(input, init);
  },
};
await compareReads(near, 'same machine');
await compareReads(far, `${ON_THE_WAY_MS} ms added to each request`);
