// What must hold before anything starts. Plain Node: runs on a fresh clone, before any package is there.
import { accessSync, constants, mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

/** Ends the process with one clear sentence. @param {string} sentence @returns {never} */
export function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * A port number from the environment.
 * @param {string} name
 * @param {number} usual
 */
export function readPort(name, usual) {
  const given = process.env[name];
  if (!given) return usual;
  const port = Number(given);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  return refuse(`${name} must be a port number between 1 and 65535; it is "${given}".`);
}

/**
 * @param {number} port
 * @param {string} variable that moves it
 */
export async function requireFreePort(port, variable) {
  /** @type {string | undefined} */
  const problem = await new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
  if (problem === 'EACCES') {
    refuse(`You may not open port ${port}. Choose one above 1023 with ${variable}=<port>.`);
  }
  if (problem) refuse(`Port ${port} is in use. Stop what uses it, or choose another with ${variable}=<port>.`);
}

/**
 * Each would be found free, and the second to open it would fail.
 * @param {Readonly<Record<string, number>>} ports by variable
 */
export function requireDifferentPorts(ports) {
  for (const [variable, port] of Object.entries(ports)) {
    const other = Object.keys(ports).find((name) => name !== variable && ports[name] === port);
    if (other) refuse(`${variable} and ${other} are both ${port}. Choose another port for one of them.`);
  }
}

/** The data folder, made if need be, or a refusal. */
export function requireDataDirectory() {
  const directory = path.resolve(process.env.DATA_DIR || './data');
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    refuse(
      `The data folder ${directory} cannot be written. Make it writable, or choose another with DATA_DIR=<folder>.`,
    );
  }
  return directory;
}
