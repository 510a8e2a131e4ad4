import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@siem-connect/testing/free-port';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { startTenant } from '../start-tenant';

const PAGE = 'docs/peers.md';
const rowsSchema = z.array(z.object({ name: z.string(), task: z.string(), outcome: z.string() }));
type Row = z.output<typeof rowsSchema>[number];

const packageSchema = z.object({ devDependencies: z.record(z.string(), z.string()) });

async function runPeers(): Promise<readonly Row[]> {
  const folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'peers-')), 'tenant');
  const started = await startTenant({
    ...{ browserPort: await freePort(), apiPort: await freePort(), folder },
    ...{ portalUrl: 'http://localhost:3000', issuedValuesFile: undefined },
  });
  if (!started.ok) throw new Error(started.error);
  const tenant = started.value;
  try {
    const script = path.join(import.meta.dirname, 'run-peers.ts');
    const program = ['--import', 'tsx', script, tenant.origins.browser, path.join(folder, 'portal.json')];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: tenant.portalEnvironment.NODE_EXTRA_CA_CERTS ?? '' };
    const { stdout } = await promisify(execFile)(process.execPath, program, { env });
    return rowsSchema.parse(JSON.parse(stdout));
  } finally {
    await tenant.stop();
  }
}

/** `openid-client-6` is an alias, whose version says what it is an alias of. */
async function renderRow({ name, task, outcome }: Row): Promise<string> {
  const file = path.join(import.meta.dirname, '../package.json');
  const { devDependencies } = packageSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const [, known = name, version = ''] = /^(?:npm:(.+)@)?([^@]+)$/.exec(devDependencies[name] ?? '') ?? [];
  return `| ${known} | ${version} | ${task} | ${outcome} |`;
}

const head = `# Clients of others against the embedded tenant

Written by \`npm run unit -- tenant/peers --update\`, and held against the run by every \`npm test\`. The clients are as their
authors publish them; of their own settings they are given the tenant's address, its id and a registration's credential.
They come by \`https://localhost\`, by which every address of the tenant has TLS
([the embedded tenant](tenant.md)). What is refused is refused with the number that Entra ID gives.

| Client | Version | What it does | Outcome |
| --- | --- | --- | --- |
`;

const tail = `
## Not run

What npm does not install is not in the table: Azure CLI, PnP CLI for Microsoft 365,
Apache \`mod_auth_openidc\`, msal for Python, and scripts of SIEM vendors. Nothing is claimed of them here, and the calls and
times that they need for an application with a credential were not measured by this run.
`;

it('every client that npm has works, or is refused in Entra’s words', async () => {
  const rows = await runPeers();
  for (const { outcome } of rows) expect(outcome).toMatch(/^(works|refused with AADSTS\d+)$/);
  const lines = await Promise.all(rows.map(renderRow));
  const options = await resolveConfig(path.resolve(import.meta.dirname, '../../', PAGE));
  const page = await format(`${head}${lines.join('\n')}\n${tail}`, { ...options, parser: 'markdown' });
  await expect(page).toMatchFileSnapshot(`../../${PAGE}`);
});
