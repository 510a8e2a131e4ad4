// Two programs that live and die together: the embedded tenant and the portal.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPort, refuse, requireDataDirectory, requireDifferentPorts, requireFreePort } from './preflight.mjs';

/** Where everything listens and lives. */
export async function readPlaces() {
  const places = {
    port: readPort('PORT', 3000),
    tenantPort: readPort('TENANT_PORT', 4100),
    tenantTlsPort: readPort('TENANT_TLS_PORT', 4143),
    dataDirectory: requireDataDirectory(),
  };
  requireDifferentPorts({
    PORT: places.port,
    TENANT_PORT: places.tenantPort,
    TENANT_TLS_PORT: places.tenantTlsPort,
  });
  await requireFreePort(places.port, 'PORT');
  await requireFreePort(places.tenantPort, 'TENANT_PORT');
  await requireFreePort(places.tenantTlsPort, 'TENANT_TLS_PORT');
  return {
    ...places,
    portalUrl: `http://localhost:${places.port}`,
    tenantUrl: `http://127.0.0.1:${places.tenantPort}`,
  };
}

/** @typedef {Awaited<ReturnType<typeof readPlaces>>} Places */

/**
 * Starts the tenant, waits until it answers, then starts the portal against it and waits for that too.
 * @param {Places} places
 * @param {'start' | 'dev'} mode
 */
export async function startBoth(places, mode) {
  const companions = new Companions();
  const tenant = {
    PORTAL_URL: places.portalUrl,
    TENANT_PORT: String(places.tenantPort),
    TENANT_TLS_PORT: String(places.tenantTlsPort),
    DATA_DIR: places.dataDirectory,
  };
  const startedAt = Date.now();
  companions.start('The embedded tenant', ['--import', 'tsx', 'tenant/main.ts'], tenant);
  const written = path.join(places.dataDirectory, 'tenant/portal.json');
  // Written anew at each start, when everything listens.
  await companions.until('The embedded tenant', () => existsSync(written) && statSync(written).mtimeMs >= startedAt);
  /** @type {Record<string, string>} */
  const settings = JSON.parse(readFileSync(written, 'utf8'));
  const portal = {
    ...settings,
    PORT: String(places.port),
    HOST: '127.0.0.1',
    PORTAL_URL: places.portalUrl,
    DATA_DIR: places.dataDirectory,
    SESSION_SECRET: readSessionSecret(places.dataDirectory),
    // A .env for a real tenant, which Next reads too, must not lead the demo to a real database.
    DATABASE_URL: process.env.DATABASE_URL ?? '',
    // Nor may one give it another secret than these.
    ...noOtherSecrets,
    // Nobody but this machine reaches it.
    ALLOW_INSECURE: 'unrepaired-node',
    ...portalProcessSettings,
    // next dev compiles in the same process, which takes more.
    ...(mode === 'start' ? portalMemorySettings : {}),
  };
  companions.start('The portal', [PORTAL, mode], portal);
  await companions.until('The portal', () => answers(`${places.portalUrl}/api/health`));
  return companions;
}

/** Set to nothing is not set. */
const noOtherSecrets = {
  DATABASE_URL_FILE: '',
  ENTRA_CLIENT_SECRET_FILE: '',
  SESSION_SECRET_FILE: '',
  SESSION_SECRET_PREVIOUS: '',
  SESSION_SECRET_PREVIOUS_FILE: '',
};

/** The portal's process: Next behind the portal's own door. */
export const PORTAL = 'server/main.mjs';

/** The portal closes its database itself before it ends. */
export const portalProcessSettings = { NEXT_MANUAL_SIG_HANDLE: 'true', NEXT_TELEMETRY_DISABLED: '1' };

/** A signal would open Node's debugger, and with it every secret. */
const noDebugger = process.allowedNodeEnvironmentFlags.has('--disable-sigusr1') ? ['--disable-sigusr1'] : [];

/**
 * What a built portal needs of memory is little, and known: by itself V8 lets garbage grow to a share of the machine's
 * memory, and glibc keeps what starting the embedded database took for a moment. What stands in NODE_OPTIONS wins.
 */
export const portalMemorySettings = {
  NODE_OPTIONS: ['--max-old-space-size=384', '--max-semi-space-size=8', ...noDebugger, process.env.NODE_OPTIONS ?? '']
    .join(' ')
    .trim(),
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** Made once: sessions outlive a restart. @param {string} directory */
function readSessionSecret(directory) {
  const file = path.join(directory, 'session-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** @param {string} address */
export function answers(address) {
  return fetch(address).then(
    (response) => response.ok,
    () => false,
  );
}

const START_WITHIN_MS = 90_000;

export class Companions {
  /** @type {import('node:child_process').ChildProcess[]} */
  #children = [];
  #stopping = false;

  constructor() {
    // Ctrl+C may arrive twice, from the terminal and from npm: the first counts.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void this.stop(0));
  }

  /**
   * @param {string} name
   * @param {readonly string[]} args
   * @param {Record<string, string>} env
   */
  start(name, args, env) {
    const child = spawn(process.execPath, [...args], {
      // A group of its own: Ctrl+C reaches this process alone, which stops both in order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('exit', (code) => {
      if (this.#stopping) return;
      process.stderr.write(`${name} ended with code ${code}.\n`);
      void this.stop(1);
    });
    this.#children.push(child);
  }

  /**
   * @param {string} name
   * @param {() => boolean | Promise<boolean>} ready
   */
  async until(name, ready) {
    const deadline = Date.now() + START_WITHIN_MS;
    while (Date.now() < deadline) {
      if (this.#stopping) await new Promise(() => {});
      if (await ready()) return;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await this.stop(1, false);
    refuse(`${name} was not ready within ${START_WITHIN_MS / 1000} seconds.`);
  }

  /**
   * Stops the portal first, then the tenant that it talks to.
   * @param {number} code
   * @param {boolean} exit
   */
  async stop(code, exit = true) {
    if (this.#stopping) return;
    this.#stopping = true;
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    }
    if (exit) process.exit(code);
  }
}
