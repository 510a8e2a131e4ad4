/**
 * Every peer against a running tenant, in a process of its own: what NODE_EXTRA_CA_CERTS says is read once, when Node
 * starts. Prints what came of each as one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { z } from 'zod';
import { authJs } from './auth-js';
import { microsoftClients } from './microsoft-clients';
import { openidClients } from './openid-clients';
import type { Peer, Surroundings } from './peer';

const portalSchema = z.object({
  ENTRA_AUTHORITY_HOST: z.string(),
  ENTRA_TENANT_ID: z.string(),
  ENTRA_CLIENT_ID: z.string(),
  ENTRA_CLIENT_SECRET: z.string(),
});

function readSurroundings([pages, portalFile]: readonly string[]): Surroundings {
  const portal = portalSchema.parse(JSON.parse(readFileSync(portalFile ?? '', 'utf8')));
  return {
    authority: `https://localhost:${new URL(portal.ENTRA_AUTHORITY_HOST).port}`,
    tenantId: portal.ENTRA_TENANT_ID,
    clientId: portal.ENTRA_CLIENT_ID,
    clientSecret: portal.ENTRA_CLIENT_SECRET,
    pages: pages ?? '',
  };
}

async function outcomeOf({ run }: Peer, surroundings: Surroundings): Promise<string> {
  try {
    return await run(surroundings);
  } catch (error) {
    return `gives up: ${inspect(error)}`;
  }
}

const surroundings = readSurroundings(process.argv.slice(2));
const rows: Record<string, string>[] = [];
for (const peer of [...openidClients, ...microsoftClients, ...authJs]) {
  rows.push({ name: peer.name, task: peer.task, outcome: await outcomeOf(peer, surroundings) });
}
process.stdout.write(`${JSON.stringify(rows)}\n`);
