// A PostgreSQL of its own for a test run, where one is installed.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@siem-connect/testing/free-port';

/**
 * @typedef {{ url: string, version: string, processes: () => readonly number[], stop: () => void }} Postgres
 * @typedef {{ certificate: string, key: string }} Tls files in PEM
 */

/**
 * Starts PostgreSQL on a free port with data that goes when it stops.
 *
 * @param {{ tls?: Tls }} [options]
 * @returns {Promise<Postgres | null>} null where none is installed, or root has no postgres user to run it as
 */
export async function startPostgres({ tls } = {}) {
  const programs = findPrograms();
  const user = serverUser();
  if (!programs || !user) return null;
  const directory = mkdtempSync(path.join(tmpdir(), 'siem-connect-postgres-'));
  if (user.id !== null) chownSync(directory, user.id, user.group);
  const data = path.join(directory, 'data');
  const port = await freePort();
  /** @param {string} program @param {string[]} args */
  const run = (program, args) => {
    const command = [path.join(programs, program), ...args];
    const [first = '', ...rest] = user.id === null ? command : ['runuser', '-u', 'postgres', '--', ...command];
    return spawnSync(first, rest, { cwd: directory, encoding: 'utf8' });
  };
  const stop = () => {
    run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
    rmSync(directory, { recursive: true, force: true });
  };
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-locale', '-E', 'UTF8', '-N']);
  if (tls) {
    // It refuses a key that others may read.
    for (const [name, file] of Object.entries({ 'server.crt': tls.certificate, 'server.key': tls.key })) {
      copyFileSync(file, path.join(data, name));
      chmodSync(path.join(data, name), 0o600);
      if (user.id !== null) chownSync(path.join(data, name), user.id, user.group);
    }
    appendFileSync(path.join(data, 'postgresql.conf'), 'ssl = on\n');
  }
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${directory}`;
  // Its log goes to a file: a server that holds this process's output would keep it from ending.
  const started = run('pg_ctl', ['-D', data, '-w', '-l', path.join(directory, 'log'), '-o', options, 'start']);
  if (started.status !== 0) {
    stop();
    throw new Error(`PostgreSQL is installed but did not start: ${started.stderr || started.stdout}`);
  }
  const version = run('postgres', ['--version']).stdout.trim();
  /** The server and those that serve one connection each. */
  const processes = () => {
    const first = Number.parseInt(readFileSync(path.join(data, 'postmaster.pid'), 'utf8'), 10);
    const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(first)], { encoding: 'utf8' }).stdout;
    return [first, ...children.split('\n').filter(Boolean).map(Number)];
  };
  return { processes, url: `postgresql://postgres@127.0.0.1:${port}/postgres`, version, stop };
}

function findPrograms() {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = [...versions.map((version) => path.join(root, version, 'bin')), '/usr/local/bin', '/usr/bin'];
  return candidates.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

/** PostgreSQL refuses to run as root, so root needs somebody to run it as. */
function serverUser() {
  if (process.getuid?.() !== 0) return { id: null, group: 0 };
  /** @param {string} option */
  const ask = (option) => Number.parseInt(spawnSync('id', [option, 'postgres'], { encoding: 'utf8' }).stdout, 10);
  const id = ask('-u');
  return Number.isNaN(id) ? null : { id, group: ask('-g') };
}
