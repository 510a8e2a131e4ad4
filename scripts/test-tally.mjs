// What a test run counts, and what it prints last.
import { readFileSync, rmSync } from 'node:fs';
import { say } from './preflight.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Result */

/** @type {Result} */
const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} what @param {Result} result */
function count(what, result) {
  total.passed += result.passed;
  total.failed += result.failed;
  total.skipped += result.skipped;
  return `— ${what}: ${words(result)}`;
}

/** @param {Result} result */
function words({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * A check that passes or fails as one.
 * @param {string} what @param {boolean} ok
 */
export function countCheck(what, ok) {
  return count(what, { passed: Number(ok), failed: Number(!ok), skipped: 0 });
}

/** @param {any} report @returns {Result} */
export const fromVitest = ({ numPassedTests, numFailedTests, numPendingTests }) => ({
  ...{ passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests },
});

/** @param {any} report @returns {Result} */
export const fromAttacks = ({ passed, failed, skipped }) => ({ passed, failed, skipped });

/** @param {any} report @returns {Result} */
export const fromPlaywright = ({ stats }) => ({
  ...{ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped },
});

/**
 * A run whose own report says how many passed. A run that ends badly without a failed test counts as one failure.
 * @param {{ what: string, report: string, read: (report: unknown) => Result, ok: boolean }} suite
 */
export function countSuite({ what, report, read, ok }) {
  /** @type {Result} */
  let result = { passed: 0, failed: 0, skipped: 0 };
  try {
    result = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    say(`${what} left no report.`);
  }
  if (!ok && result.failed === 0) result.failed = 1;
  return count(what, result);
}

/** An earlier run's report says nothing about this one. @param {string} report */
export function forgetReport(report) {
  rmSync(report, { force: true });
}

/** The last line, and how the process ends. */
export function conclude() {
  say(`\n${words(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}
