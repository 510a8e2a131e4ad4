import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** What stands in the files of docs/proxies, and what stands in its place here. */
export type ProxyPlan = {
  /** Where whatever the program needs may be written. */
  readonly folder: string;
  readonly port: number;
  readonly portalPort: number;
  /** In PEM. */
  readonly certificate: string;
  readonly key: string;
};

export const proxies = ['nginx', 'Caddy', 'HAProxy', 'nginx that was told nothing'] as const;
export type ProxyName = (typeof proxies)[number];

const PLACES = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];

/** @returns null where it is not installed */
export function findProxy(name: ProxyName): string | null {
  const program = (name.split(' ')[0] ?? '').toLowerCase();
  return PLACES.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? null;
}

const sample = (file: string) => readFileSync(path.join('docs/proxies', file), 'utf8');

/** The usual file of somebody who knows nothing of the portal. */
const NAIVE = `server {
  listen 443 ssl;
  ssl_certificate     /etc/ssl/siem.pem;
  ssl_certificate_key /etc/ssl/siem.key;
  location / {
    proxy_pass http://127.0.0.1:3000;
  }
}`;

type Started = { readonly args: readonly string[]; readonly file: string; readonly text: string };

function nginx(server: string, { folder, port, portalPort, certificate, key }: ProxyPlan): Started {
  const own = server
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('127.0.0.1:3000', `127.0.0.1:${portalPort}`)
    .replace('/etc/ssl/siem.pem', certificate)
    .replace('/etc/ssl/siem.key', key);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${path.join(folder, kind)};`,
  );
  const around = `daemon off; pid ${folder}/nginx.pid; error_log stderr warn; events {}`;
  const text = `${around}\nhttp { access_log off; ${temporary.join(' ')}\n${own}\n}\n`;
  const file = path.join(folder, 'nginx.conf');
  return { args: ['-p', folder, '-c', file], file, text };
}

function caddy({ folder, port, portalPort, certificate, key }: ProxyPlan): Started {
  const text = sample('Caddyfile')
    .replace(/^siem\.contoso\.example \{/m, `localhost:${port} {\n\ttls ${certificate} ${key}\n`)
    .replace('127.0.0.1:3000', `127.0.0.1:${portalPort}`);
  const file = path.join(folder, 'Caddyfile');
  const own = `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${text}`;
  return { args: ['run', '--config', file, '--adapter', 'caddyfile'], file, text: own };
}

function haproxy({ folder, port, portalPort, certificate, key }: ProxyPlan): Started {
  const both = path.join(folder, 'haproxy.pem');
  writeFileSync(both, `${readFileSync(certificate, 'utf8')}\n${readFileSync(key, 'utf8')}`, { mode: 0o600 });
  const text = sample('haproxy.cfg')
    .replace('bind :443', `bind 127.0.0.1:${port}`)
    .replace('127.0.0.1:3000', `127.0.0.1:${portalPort}`)
    .replace('/etc/haproxy/siem.pem', both);
  const file = path.join(folder, 'haproxy.cfg');
  return { args: ['-db', '-f', file], file, text };
}

function planOf(name: ProxyName, plan: ProxyPlan): Started {
  switch (name) {
    case 'nginx':
      return nginx(sample('nginx.conf'), plan);
    case 'Caddy':
      return caddy(plan);
    case 'HAProxy':
      return haproxy(plan);
    case 'nginx that was told nothing':
      return nginx(NAIVE, plan);
  }
}

const WITHIN_MS = 60_000;

/** Starts the real program with the file of docs/proxies, its places changed. @returns stops it */
export async function startProxy(name: ProxyName, plan: ProxyPlan): Promise<() => Promise<void>> {
  const program = findProxy(name);
  if (program === null) throw new Error(`${name} is not installed`);
  const { args, file, text } = planOf(name, plan);
  writeFileSync(file, text);
  const env = { ...process.env, HOME: plan.folder, XDG_DATA_HOME: plan.folder, XDG_CONFIG_HOME: plan.folder };
  const child = spawn(program, [...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const leaveNothing = () => child.kill('SIGKILL');
  process.once('exit', leaveNothing);
  const deadline = Date.now() + WITHIN_MS;
  while (!(await answers(plan.port))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`${name} did not start: ${said}`);
    await setTimeout(50);
  }
  return async () => {
    process.off('exit', leaveNothing);
    await end(child);
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Whether anybody answers there as the portal, or as one that cannot reach it. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = https.get({
      ...{ host: '127.0.0.1', port, path: '/api/live', agent: false },
      // Caddy has nothing for who asks by an address.
      ...{ servername: 'localhost', headers: { host: `localhost:${port}` }, rejectUnauthorized: false },
    });
    asked.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
  });
}
