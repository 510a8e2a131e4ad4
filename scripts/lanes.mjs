// Work beside each other, as many at a time as the machine has hands for, each one's output shown when it ends.
import { say } from './preflight.mjs';

/**
 * @typedef {object} Task
 * @property {string} name
 * @property {readonly string[]} [after] names of tasks that must have ended, well or badly
 * @property {() => Promise<string>} work resolves with its output
 */

/**
 * Runs all of them, the first that is ready first.
 * @param {readonly Task[]} tasks
 * @param {number} lanes
 * @param {(text: string) => void} [show]
 */
export async function runInLanes(tasks, lanes, show = say) {
  const waiting = [...tasks];
  /** @type {Set<string>} */
  const ended = new Set();
  /** @type {Map<string, Promise<void>>} */
  const running = new Map();
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex(({ after = [] }) => after.every((name) => ended.has(name)));
    const task = running.size < lanes ? waiting[next] : undefined;
    if (task) {
      waiting.splice(next, 1);
      running.set(
        task.name,
        runOne(task, show).then(() => {
          running.delete(task.name);
          ended.add(task.name);
        }),
      );
    } else if (running.size > 0) {
      await Promise.race(running.values());
    } else {
      throw new Error(`Nothing can begin: ${waiting.map(({ name }) => name).join(', ')}`);
    }
  }
}

/** @param {Task} task @param {(text: string) => void} show */
async function runOne({ name, work }, show) {
  const began = Date.now();
  const output = await work();
  show(`\n— ${name}, ${Math.round((Date.now() - began) / 1_000)} s\n${output.trimEnd()}`);
}
