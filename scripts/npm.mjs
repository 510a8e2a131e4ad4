// npm as this process's own Node runs it, whatever the machine's `node` is. Plain Node: runs before any package is there.
import { spawn, spawnSync } from 'node:child_process';

/**
 * Runs npm to its end, its output shown. Under `npm run` it is the npm that began; else the machine's.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] beside this process's own
 */
export function npm(args, env = {}) {
  const { program, before, options } = command(env);
  return spawnSync(program, [...before, ...args], { ...options, stdio: 'inherit' });
}

/**
 * The same, its output kept, so that several can run beside each other.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function npmQuietly(args, env = {}) {
  const { program, before, options } = command(env);
  const child = spawn(program, [...before, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, output: output + error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** @param {Record<string, string>} env */
function command(env) {
  const options = { env: { ...process.env, ...env } };
  const program = process.env.npm_execpath;
  if (program?.endsWith('.js')) return { program: process.execPath, before: [program], options };
  // On Windows it is a script of the shell.
  return { program: 'npm', before: [], options: { ...options, shell: process.platform === 'win32' } };
}
