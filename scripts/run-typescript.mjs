// Runs a program of this repository that uses the portal's own code, from a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { preparePackages } from './prepare.mjs';

/**
 * @param {string} file
 * @param {{ settings?: boolean }} options with the portal's settings of .env, as `npm start` has them
 */
export function runTypeScript(file, { settings = false } = {}) {
  preparePackages();
  if (settings && existsSync('.env')) process.loadEnvFile('.env');
  // The condition lets a program outside of Next use what is marked server-only.
  const args = ['--conditions=react-server', '--import', 'tsx', file, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}
