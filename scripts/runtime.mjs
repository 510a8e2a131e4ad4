// The Node.js that the product runs on. Plain Node of any age: runs on a fresh clone, before any package is there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './npm.mjs';
import { refuse, say } from './preflight.mjs';

/** A folder of its own, so that machines with a Node.js that is new enough never download one. */
const FOLDER = fileURLToPath(new URL('./runtime/', import.meta.url));

/**
 * Node.js 20 ended in April 2026; odd majors end within months.
 * @param {string} version
 */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 22 && minor >= 12) || major >= 24;
}

/**
 * Whether it has the security fixes that `engines` of package.json asks for.
 * @param {string} version
 */
export function isRepaired(version) {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const given = numbersOf(version);
  return String(engines.node)
    .split('||')
    .some((range) => {
      const floor = numbersOf(range);
      const differs = floor.findIndex((number, index) => number !== given[index]);
      const isBelow = differs >= 0 && (given[differs] ?? 0) < (floor[differs] ?? 0);
      return !isBelow && (!range.includes('^') || floor[0] === given[0]);
    });
}

/** @param {string} text */
const numbersOf = (text) => (text.match(/\d+/g) ?? []).map(Number);

/**
 * The same for a portal that meets a real tenant: it runs on nothing that lacks security fixes, unless ALLOW_INSECURE names
 * that. The npm registry has a repaired release for some systems only.
 * @returns {Promise<void>}
 */
export async function ensureRepairedNode() {
  const { node } = process.versions;
  if (isRepaired(node)) return;
  const isAllowed = (process.env.ALLOW_INSECURE ?? '').split(/[\s,]+/).includes('unrepaired-node');
  if (isAllowed && isSupported(node)) return;
  if (isAllowed || pinnedVersions().some(isRepaired)) return goOnWith(bringNode());
  const floors = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).engines.node;
  refuse(
    `Node.js ${node} lacks security fixes, and the npm registry has no repaired one for ${process.platform} on ${process.arch}. ` +
      `Install one from nodejs.org (${floors}), or set ALLOW_INSECURE=unrepaired-node.`,
  );
}

/** Of this system. @returns {readonly string[]} */
function pinnedVersions() {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8'));
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return Object.entries(optionalDependencies)
    .filter(([name]) => name.endsWith(system))
    .map(([, version]) => String(version));
}

/**
 * Returns where this process's Node.js is supported. Elsewhere it never returns: it brings one from the npm registry,
 * runs the same command on it, and ends as that ends.
 * @returns {Promise<void>}
 */
export async function ensureSupportedNode() {
  if (isSupported(process.versions.node)) return;
  await goOnWith(bringNode());
}

/** Runs the same command on another Node.js, and ends as that ends. @param {string} file @returns {Promise<never>} */
async function goOnWith(file) {
  const child = spawn(file, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, PATH: [path.dirname(file), process.env.PATH].join(path.delimiter) },
  });
  // Whichever of the two was asked to end, it is the other that ends in order.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', (error) => refuse(`${file} could not start: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  return new Promise(() => {});
}

/** Installs what the lock file pins for this system, once. @returns {string} the program */
function bringNode() {
  const marker = path.join(FOLDER, 'node_modules/.siem-connect-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(FOLDER, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    say(`Node.js ${process.versions.node} is too old for SIEM Connect; bringing a newer one from the npm registry…`);
    const { status } = npm(['ci', '--prefix', FOLDER, '--no-audit', '--no-fund', '--loglevel=error']);
    if (status !== 0) refuse(unavailable('npm could not install it; the lines above say why'));
    writeFileSync(marker, wanted);
  }
  const file = programs().find((candidate) => existsSync(candidate));
  return file ?? refuse(unavailable(`there is none for ${process.platform} on ${process.arch}`));
}

/** @param {string} why */
function unavailable(why) {
  return `SIEM Connect needs Node.js 22.12 or newer, or 24; this is ${process.versions.node}, and ${why}.`;
}

function programs() {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(FOLDER, 'package.json'), 'utf8'));
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return Object.keys(optionalDependencies).map((one) => path.join(FOLDER, 'node_modules', one, 'bin', name));
}

/** Lets `npm run` of every other command find the Node.js that was brought, where this process runs on it. */
export function linkNode() {
  if (!process.execPath.startsWith(FOLDER)) return;
  const folder = 'node_modules/.bin';
  mkdirSync(folder, { recursive: true });
  if (process.platform === 'win32') {
    writeFileSync(path.join(folder, 'node.cmd'), `@"${process.execPath}" %*\r\n`);
    return;
  }
  const link = path.join(folder, 'node');
  rmSync(link, { force: true });
  symlinkSync(process.execPath, link);
}
