// Ports for programs that a test or a benchmark starts: plain Node, as the database server of a test run needs one.
import { randomInt } from 'node:crypto';
import net from 'node:net';

/** Systems take the ports of outgoing connections from 32768 on: one from there may be taken before it is used. */
const PORTS = { from: 15_000, below: 32_768 };

/** What this process was given already, and perhaps does not listen on yet. @type {Set<number>} */
const given = new Set();

/**
 * A port that nothing listens on, and that no outgoing connection takes.
 *
 * @param {() => number} [choose] proposes ports until one is free
 * @returns {Promise<number>}
 */
export async function freePort(choose = () => randomInt(PORTS.from, PORTS.below)) {
  for (;;) {
    const port = choose();
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
