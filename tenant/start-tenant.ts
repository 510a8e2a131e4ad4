import { mkdir } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { lockDirectory, type LockProblem } from '@siem-connect/foundation/directory-lock';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Origins } from './context/public-names';
import { createTenant } from './create-tenant';
import type { Environment } from './environment';
import { issuedValuesWriter } from './issued-values';
import { listen } from './listen';
import { readPortalSecret, writePortalEnvironment, type PortalEnvironment } from './portal-environment';
import { seedState, withPortalRegistration } from './seed/seed-state';
import { openServerCertificate } from './store/server-certificate';
import { readJsonFile, replaceFile, writeFileAtomically } from './store/state-file';
import { tenantStateSchema } from './store/tenant-state';
import { createTenantStore, type TenantStore } from './store/tenant-store';
import { keyRingSchema, makeKeyRing, openSigningKeys, type SigningKeys } from './tokens/signing-keys';

export type StartedTenant = {
  readonly origins: Origins;
  readonly portalEnvironment: PortalEnvironment;
  /** Takes no more requests and leaves everything on disk. */
  stop(): Promise<void>;
};

export async function startTenant(environment: Environment): Promise<Result<StartedTenant, string>> {
  const { folder } = environment;
  const prepared = await prepareFolder(folder);
  if (!prepared.ok) return prepared;
  const lock = await lockDirectory(folder);
  if (!lock.ok) return fail(lockSentence(folder, lock.error));
  const started = await startInFolder(environment, lock.value);
  if (!started.ok) lock.value();
  return started;
}

async function startInFolder(
  { folder, portalUrl, browserPort, apiPort, issuedValuesFile }: Environment,
  unlock: () => void,
): Promise<Result<StartedTenant, string>> {
  const certificate = await openServerCertificate(folder, Date.now());
  const keys = await openKeys(folder);
  if (!keys.ok) return keys;
  const portal = { url: portalUrl, secret: await readPortalSecret(folder) };
  const store = await openStore(folder, { portalUrl, secret: portal.secret, now: Date.now() });
  if (!store.ok) return store;

  const origins = { browser: `http://127.0.0.1:${browserPort}`, api: `https://127.0.0.1:${apiPort}` };
  const issued = issuedValuesWriter(issuedValuesFile);
  const apps = createTenant({ origins, portal, store: store.value, keys: keys.value, issued });
  const browser = await listen(createAdaptorServer({ fetch: apps.browserApp.fetch }), {
    port: browserPort,
    variable: 'TENANT_PORT',
  });
  if (!browser.ok) return browser;
  const tls = { cert: certificate.certificate, key: certificate.key };
  const api = await listen(
    createAdaptorServer({ fetch: apps.apiApp.fetch, createServer: https.createServer, serverOptions: tls }),
    { port: apiPort, variable: 'TENANT_TLS_PORT' },
  );
  if (!api.ok) {
    await browser.value.close();
    return api;
  }
  // Only now: a start that failed must not point a portal at a tenant that is not there.
  await store.value.flush();
  const { certificateFile } = certificate;
  const portalEnvironment = await writePortalEnvironment(folder, { origins, secret: portal.secret, certificateFile });
  return succeed({
    origins,
    portalEnvironment,
    async stop() {
      await Promise.all([browser.value.close(), api.value.close()]);
      await store.value.flush();
      unlock();
    },
  });
}

const folderError = z.object({ code: z.string() });

async function prepareFolder(folder: string): Promise<Result<undefined, string>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFileAtomically(path.join(folder, '.writable'), '');
    return succeed(undefined);
  } catch (error) {
    const code = folderError.safeParse(error).data?.code ?? 'unknown reason';
    return fail(`The folder ${folder} cannot be written (${code}). Set DATA_DIR to a folder that can.`);
  }
}

/** Two tenants in one folder would overwrite each other's state. */
function lockSentence(folder: string, problem: LockProblem): string {
  if (problem.kind === 'path-too-long') {
    return `The path of the folder ${folder} is too long. Set DATA_DIR to a folder with a shorter one.`;
  }
  const holder = problem.holder === null ? 'another program' : `process ${problem.holder}`;
  return `The folder ${folder} is in use by another embedded tenant (${holder}). Stop that one, or set DATA_DIR to another folder.`;
}

async function openKeys(folder: string): Promise<Result<SigningKeys, string>> {
  const file = path.join(folder, 'signing-keys.json');
  const saved = await readJsonFile(file, keyRingSchema);
  if (!saved.ok) return saved;
  const ring = saved.value ?? (await makeKeyRing());
  if (saved.value === undefined) await writeFileAtomically(file, JSON.stringify(ring));
  return succeed(openSigningKeys(ring, (next) => writeFileAtomically(file, JSON.stringify(next))));
}

async function openStore(
  folder: string,
  portal: Parameters<typeof seedState>[0],
): Promise<Result<TenantStore, string>> {
  const file = path.join(folder, 'state.json');
  const saved = await readJsonFile(file, tenantStateSchema);
  if (!saved.ok) return saved;
  const store = createTenantStore(saved.value ?? seedState(portal), (text) => replaceFile(file, text));
  store.update((state) => withPortalRegistration(state, portal));
  return succeed(store);
}
