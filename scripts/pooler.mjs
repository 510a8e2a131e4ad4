// PgBouncer for a test run: two of the tests start portals behind one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const USUAL = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'];

/**
 * Installs it from Debian's packages where there is none and this may.
 *
 * @returns {Promise<string>} a line for the output of the run: what is not tested is said
 */
export async function preparePooler() {
  if (!isThere() && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) await install();
  return isThere()
    ? 'PgBouncer is there.'
    : 'There is no PgBouncer, and none could be installed: its tests do not run.';
}

const isThere = () => USUAL.some((file) => existsSync(file));

function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '-y', '-q', '--no-install-recommends', 'pgbouncer'];
  const child = spawn('apt-get', args, { env, stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
}
