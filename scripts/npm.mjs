// npm as this process's own Node runs it, whatever the machine's `node` is. Plain Node: runs before any package is there.
import { spawnSync } from 'node:child_process';

/**
 * Runs npm to its end, its output shown. Under `npm run` it is the npm that began; else the machine's.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] beside this process's own
 */
export function npm(args, env = {}) {
  const program = process.env.npm_execpath;
  const options = /** @type {const} */ ({ stdio: 'inherit', env: { ...process.env, ...env } });
  if (program?.endsWith('.js')) return spawnSync(process.execPath, [program, ...args], options);
  // On Windows it is a script of the shell.
  return spawnSync('npm', [...args], { ...options, shell: process.platform === 'win32' });
}
