import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { httpBrowser } from '@siem-connect/testing/http-browser';
import { operator } from '../e2e/chaos/operator';
import { nobodyWatches } from '../e2e/chaos/test-world';
import { type PortalPlan, startServers } from '../e2e/support/servers';
import { freePort } from '@siem-connect/testing/free-port';
import { prepareBuild } from '../scripts/prepare.mjs';
import { memoryFile, nextProgram } from './next-program';
import { prepareBareApp } from './prepare-bare-app';

/** The portal with its tenant, somebody who is signed in and two connectors; beside it the bare application. */
export type PageServers = {
  readonly portalUrl: string;
  readonly bareUrl: string;
  /** Of somebody who is signed in. */
  readonly cookie: string;
  readonly connectorPath: string;
  /** Where the portal writes what memory it has. */
  readonly memoryFile: string;
  readonly stop: () => Promise<void>;
};

/** Builds what is not built, and starts everything. */
export async function startPageServers(): Promise<PageServers> {
  prepareBuild();
  const bareFolder = prepareBareApp();
  const plans: PortalPlan[] = [];
  const servers = await startServers(`bench-${process.pid}`, {}, (plan) => {
    plans.push(plan);
    return nextProgram(plan, '.');
  });
  const [plan] = plans;
  if (!plan) throw new Error('The portal was not launched');
  const { folder, portalUrl } = servers;
  const port = await freePort();
  cpSync(path.join(folder, 'data/tenant/portal.json'), path.join(folder, 'bare/data/tenant/portal.json'));
  const bare = nextProgram({ ...plan, folder: path.join(folder, 'bare'), port }, bareFolder);
  await bare.start();
  return {
    ...{ portalUrl, bareUrl: `http://localhost:${port}`, memoryFile: memoryFile(folder) },
    ...(await signInWithConnectors(portalUrl)),
    async stop() {
      await bare.stop();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function signInWithConnectors(portalUrl: string): Promise<Pick<PageServers, 'cookie' | 'connectorPath'>> {
  const browser = httpBrowser();
  const person = operator(portalUrl, 'global-admin@contoso.example', browser);
  await person.signIn();
  for (const name of ['Bench one', 'Bench two']) {
    const ended = await person.enable({ name, api: 'defender-alerts' }, nobodyWatches);
    if (ended !== 'enabled') throw new Error(`Set-up of ${name} ended as ${ended}`);
  }
  const [connector] = await person.list();
  if (!connector) throw new Error('There is no connector');
  return { cookie: browser.cookiesFor(portalUrl), connectorPath: `/settings/siem/${connector.id}` };
}
