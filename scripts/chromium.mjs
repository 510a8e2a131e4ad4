// Finds the browser that the e2e tests run in, or installs it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @typedef {{ path: string | null, output: string }} Found what installing it printed is for the caller to show */

/**
 * Where Chromium is: as CHROMIUM_PATH says, where systems put it, or from Debian's packages when this may install
 * them. Playwright's own download is the last resort.
 *
 * @returns {Promise<Found>} a path of null when there is none and none could be installed
 */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { path: existsSync(given) ? given : null, output: '' };
  const installed = usual();
  if (installed) return { path: installed, output: '' };
  const packages = await installFromPackages();
  const found = usual();
  if (found) return { path: found, output: packages };
  const { path, output } = await installFromPlaywright();
  return { path, output: packages + output };
}

function usual() {
  return USUAL.find((file) => existsSync(file)) ?? null;
}

async function installFromPackages() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return '';
  const updated = await outputOf('apt-get', ['update', '-q']);
  return updated + (await outputOf('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']));
}

async function installFromPlaywright() {
  const output = await outputOf(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  const print = "process.stdout.write(require('@playwright/test').chromium.executablePath())";
  const path = (await outputOf(process.execPath, ['-e', print])).split('\n').at(-1);
  return { path: path && existsSync(path) ? path : null, output };
}

/** @param {string} program @param {readonly string[]} args @returns {Promise<string>} */
function outputOf(program, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(output + error.message));
    child.once('close', () => resolve(output));
  });
}
