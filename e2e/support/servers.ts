import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { EVIDENCE } from './evidence';

/** A portal and an embedded tenant, on free ports, with data of their own. */
export type Servers = {
  readonly portalUrl: string;
  readonly tenantUrl: string;
  /** Folder of everything that these two leave behind. */
  readonly folder: string;
  /** Moves the portal's clock; 0 puts it right. */
  readonly shiftClock: (milliseconds: number) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const START_WITHIN_MS = 60_000;
const portalSettings = z.record(z.string(), z.string());

export async function startServers(name: string, extra: Readonly<Record<string, string>> = {}): Promise<Servers> {
  const folder = path.join(EVIDENCE, name);
  const data = path.join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const [port, tenantPort, tlsPort] = [await freePort(), await freePort(), await freePort()];
  const portalUrl = `http://localhost:${port}`;
  const tenantUrl = `http://127.0.0.1:${tenantPort}`;
  const clock = path.join(folder, 'clock');
  const tenant = start(path.join(folder, 'tenant.log'), ['--import', 'tsx', 'tenant/main.ts'], {
    PORTAL_URL: portalUrl,
    TENANT_PORT: String(tenantPort),
    TENANT_TLS_PORT: String(tlsPort),
    DATA_DIR: data,
    ISSUED_VALUES_FILE: path.join(folder, 'issued-values'),
  });
  await untilWritten(path.join(data, 'tenant/portal.json'));
  const settings = portalSettings.parse(JSON.parse(readFileSync(path.join(data, 'tenant/portal.json'), 'utf8')));
  const next = ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1'];
  const portal = start(path.join(folder, 'portal.log'), ['--import', './e2e/support/shifted-clock.mjs', ...next], {
    ...settings,
    PORTAL_URL: portalUrl,
    DATA_DIR: data,
    SESSION_SECRET: `session secret of the tests ${crypto.randomUUID()}`,
    LOG_LEVEL: 'debug',
    NEXT_MANUAL_SIG_HANDLE: 'true',
    SHIFTED_CLOCK_FILE: clock,
    ...extra,
  });
  await untilAnswers(`${portalUrl}/api/health`);
  return {
    portalUrl,
    tenantUrl,
    folder,
    async shiftClock(milliseconds) {
      writeFileSync(clock, String(milliseconds));
      // The portal looks at the file twenty times a second.
      await new Promise((resolve) => setTimeout(resolve, 150));
    },
    async stop() {
      await end(portal);
      await end(tenant);
    },
  };
}

function start(log: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const child = spawn(process.execPath, [...args], { stdio: 'pipe', env: { ...process.env, ...env } });
  const file = createWriteStream(log, { flags: 'a' });
  // A run that breaks off leaves nothing running.
  process.once('exit', () => child.kill('SIGKILL'));
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function untilWritten(file: string): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (!existsSync(file) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function untilAnswers(address: string): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  while (Date.now() < deadline) {
    const answered = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} did not answer`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      server.close(() => (port ? resolve(port) : reject(new Error('no port'))));
    });
  });
}
