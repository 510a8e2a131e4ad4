// Programs that some tests stand beside the portal: PgBouncer before its database, proxies before itself, and a sandbox around it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** @type {Readonly<Record<string, string>>} Debian's packages by the program */
const WANTED = {
  pgbouncer: 'pgbouncer',
  nginx: 'nginx-light',
  caddy: 'caddy',
  haproxy: 'haproxy',
  bwrap: 'bubblewrap',
};

/**
 * Installs from Debian's packages what is missing, where this may.
 *
 * @returns {Promise<string>} a line for the output of the run: what is not tested is said
 */
export async function prepareDebianPrograms() {
  if (missing().length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await install();
  const left = missing();
  return left.length === 0
    ? `${Object.keys(WANTED).join(', ')} are there.`
    : `There is no ${left.join(', no ')}, and none could be installed: the tests with them do not run.`;
}

function missing() {
  return Object.keys(WANTED).filter((name) => !existsSync(`/usr/sbin/${name}`) && !existsSync(`/usr/bin/${name}`));
}

function install() {
  // At this level nothing that is installed is started: it would take ports that belong to others.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const packages = missing().flatMap((name) => WANTED[name] ?? []);
  const args = ['install', '-y', '-q', '--no-install-recommends', ...packages];
  const child = spawn('apt-get', args, { env, stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
}
