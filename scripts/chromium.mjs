// Finds the browser that the stories run in, or installs it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './preflight.mjs';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Where Chromium is: as CHROMIUM_PATH says, where systems put it, or from Debian's packages when this may install
 * them. Playwright's own download is the last resort.
 *
 * @returns {string | null} null when there is none and none could be installed
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : null;
  const installed = USUAL.find((file) => existsSync(file));
  if (installed) return installed;
  return installFromPackages() ?? installFromPlaywright();
}

function installFromPackages() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('Installing Chromium…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env });
  return USUAL.find((file) => existsSync(file)) ?? null;
}

function installFromPlaywright() {
  say('Downloading Chromium…');
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], { stdio: 'inherit' });
  const { stdout } = spawnSync(
    process.execPath,
    ['-e', "process.stdout.write(require('@playwright/test').chromium.executablePath())"],
    { encoding: 'utf8' },
  );
  return stdout && existsSync(stdout) ? stdout : null;
}
