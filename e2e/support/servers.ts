import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { freePort } from '@siem-connect/testing/free-port';
import { EVIDENCE } from './evidence';
import { type Program, program } from './program';

/** A portal and an embedded tenant, on free ports, with data of their own. */
export type Servers = {
  readonly portalUrl: string;
  readonly tenantUrl: string;
  /** Folder of everything that these two leave behind. */
  readonly folder: string;
  readonly portal: Program;
  readonly tenant: Program;
  /** Moves the portal's clock; 0 puts it right. */
  readonly shiftClock: (milliseconds: number) => Promise<void>;
  /** The portal's list is as empty as at the start; sessions, audit log and what it counts stay. */
  readonly forgetConnectors: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const FORGET_WITHIN_MS = 30_000;

const portalSettings = z.record(z.string(), z.string());

/**
 * @param settings of the portal, beside those that connect it to its tenant
 * @param launch makes the portal out of its plan; one process unless told otherwise
 */
export async function startServers(
  name: string,
  settings: Readonly<Record<string, string>> = {},
  launch: (plan: PortalPlan) => Program = portalProgram,
): Promise<Servers> {
  const folder = path.join(EVIDENCE, name);
  const data = path.join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const [port, tenantPort, tlsPort] = [await freePort(), await freePort(), await freePort()];
  const portalUrl = settings.PORTAL_URL ?? `http://localhost:${port}`;
  const tenantUrl = `http://127.0.0.1:${tenantPort}`;
  const clock = path.join(folder, 'clock');
  const tenant = program({
    log: path.join(folder, 'tenant.log'),
    args: ['--import', 'tsx', 'tenant/main.ts'],
    env: () => ({
      PORTAL_URL: portalUrl,
      TENANT_PORT: String(tenantPort),
      TENANT_TLS_PORT: String(tlsPort),
      DATA_DIR: data,
      ISSUED_VALUES_FILE: path.join(folder, 'issued-values'),
    }),
    address: `${tenantUrl}/control/state`,
    announces: path.join(data, 'tenant/portal.json'),
  });
  await tenant.start();
  const portal = launch({
    folder,
    port,
    settings: {
      PORTAL_URL: portalUrl,
      SHIFTED_CLOCK_FILE: clock,
      // Each test's browser says that it has an address of its own.
      TRUSTED_PROXIES: '127.0.0.1, ::1',
      // Where tests receive what the portal tells.
      NOTICE_PRIVATE_HOSTS: '127.0.0.1',
      ...settings,
    },
    sessionSecret: `session secret of the tests ${crypto.randomUUID()}`,
  });
  await portal.start();
  return {
    ...{ portalUrl, tenantUrl, folder, portal, tenant },
    async shiftClock(milliseconds) {
      writeFileSync(clock, String(milliseconds));
      // The portal looks at the file twenty times a second.
      await new Promise((resolve) => setTimeout(resolve, 150));
    },
    async forgetConnectors() {
      if (!portal.running()) return;
      const asked = path.join(folder, 'forget');
      writeFileSync(asked, '');
      const deadline = Date.now() + FORGET_WITHIN_MS;
      while (existsSync(asked) || existsSync(`${asked}.taken`)) {
        if (Date.now() > deadline) throw new Error('The portal did not forget its connectors');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      await portal.stop();
      await tenant.stop();
    },
  };
}

export type PortalPlan = {
  readonly folder: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly sessionSecret: string;
};

/** The settings of a portal against the tenant whose data are in the folder. */
export function portalEnvironment({
  folder,
  port,
  settings,
  sessionSecret,
}: PortalPlan): Readonly<Record<string, string>> {
  const data = path.join(folder, 'data');
  return {
    ...portalSettings.parse(JSON.parse(readFileSync(path.join(data, 'tenant/portal.json'), 'utf8'))),
    ...{ PORT: String(port), HOST: '127.0.0.1', DATA_DIR: data },
    SESSION_SECRET: sessionSecret,
    LOG_LEVEL: 'debug',
    FORGET_FILE: path.join(folder, 'forget'),
    NEXT_MANUAL_SIG_HANDLE: 'true',
    ALLOW_INSECURE: 'unrepaired-node',
    ...settings,
  };
}

/** One process of the portal, against the tenant whose data are in the folder. */
export function portalProgram(plan: PortalPlan): Program {
  return program({
    log: path.join(plan.folder, 'portal.log'),
    args: ['shifted-clock', 'forget-connectors']
      .flatMap((name) => ['--import', `./e2e/support/${name}.mjs`])
      .concat(['server/main.mjs', 'start']),
    env: () => portalEnvironment(plan),
    address: `http://127.0.0.1:${plan.port}/api/health`,
  });
}
