// Brings a clone to where it can run: packages, the generated database client, a build. Does only what is not done.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './npm.mjs';
import { refuse, say } from './preflight.mjs';
import { linkNode } from './runtime.mjs';

const SOURCES = ['app', 'components', 'foundation', 'lib', 'messages', 'prisma', 'public', 'server'];
const SINGLE_SOURCES = [
  'package-lock.json',
  'next.config.js',
  'postcss.config.mjs',
  'instrumentation.ts',
  'tsconfig.json',
];

/**
 * Runs a program to its end, its output shown.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, what: string }} options
 */
export function run(program, args, { env = {}, what }) {
  const { status, error } = spawnSync(program, [...args], { stdio: 'inherit', env: { ...process.env, ...env } });
  if (error) refuse(`${what} could not start: ${error.message}`);
  if (status !== 0) refuse(`${what} failed; the lines above say why.`);
}

/** Installs exactly what the lock file says, once for each lock file. */
export function preparePackages() {
  const marker = 'node_modules/.siem-connect-lock';
  const wanted = digest(['package-lock.json']);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  say('Installing packages…');
  if (npm(['ci', '--no-fund', '--no-audit']).status !== 0) refuse('npm ci failed; the lines above say why.');
  linkNode();
  writeFileSync(marker, wanted);
}

/** Generates the Prisma client from the schema. */
export function prepareClient() {
  const marker = 'generated/schema-digest';
  const wanted = digest(['prisma/schema.prisma', 'package-lock.json']);
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  say('Generating the database client…');
  run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], { what: 'prisma generate' });
  mkdirSync('generated', { recursive: true });
  writeFileSync(marker, wanted);
}

/** Builds the portal when its sources have changed since the last build. */
export function prepareBuild() {
  const marker = '.next/siem-connect-digest';
  const wanted = digest([...SINGLE_SOURCES, ...SOURCES.flatMap(listFiles)]);
  const isWhole = process.env.SIEM_CONNECT_OUTPUT !== 'standalone' || existsSync('.next/standalone');
  if (isWhole && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  say('Building the portal…');
  run(process.execPath, [NEXT, 'build'], { what: 'next build', env: { NEXT_TELEMETRY_DISABLED: '1' } });
  writeFileSync(marker, wanted);
}

export const NEXT = 'node_modules/next/dist/bin/next';

/** @param {string} directory @returns {string[]} */
function listFiles(directory) {
  return readdirSync(directory).flatMap((name) => {
    const file = path.join(directory, name);
    return statSync(file).isDirectory() ? listFiles(file) : [file];
  });
}

/** @param {readonly string[]} files */
function digest(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
