// The only writer of the log. Plain JavaScript: it runs before any bundler's code does.
import { writeSync } from 'node:fs';

/** A line of the log, with its end; bytes. Collectors cut longer ones, and what is cut is no JSON. */
export const LONGEST_LINE = 4_096;
/** Of one text in a line, the first that makes it short enough; characters. */
const LONGEST_TEXTS = [2_000, 400, 100];
const MOST_ENTRIES = 40;
const DEEPEST = 6;
const PLACES = 6;

/**
 * One line for a record: JSON, at most LONGEST_LINE bytes, whatever the record holds. What is cut ends in an ellipsis.
 *
 * @param {Readonly<Record<string, unknown>>} record
 * @returns {string} with its end
 */
export function logLine(record) {
  const { level, time, msg, ...rest } = record;
  for (const longest of LONGEST_TEXTS) {
    const line = write({ level, time, ...entriesOf(rest, longest, 0), msg: cut(msg, longest, 0) });
    if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
  }
  return write({ ...pick({ level, time }), msg: cut(String(msg), 200, 0), cut: true });
}

/** @param {object} record */
function write(record) {
  return `${asciiControl(JSON.stringify(record))}\n`;
}

/** JSON lets through what steers a terminal or turns the direction of writing. @param {string} json */
export function asciiControl(json) {
  return json.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** @param {Readonly<Record<string, unknown>>} values */
function pick(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => ['number', 'string'].includes(typeof value)));
}

/**
 * @param {unknown} value @param {number} longest @param {number} depth
 * @returns {unknown}
 */
function cut(value, longest, depth) {
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return String(typeof value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toJSON();
  if (value instanceof Error) return describeError(value);
  if (depth === DEEPEST) return '…';
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((entry) => cut(entry, longest, depth + 1));
  return entriesOf(value, longest, depth);
}

/** @param {object} value @param {number} longest @param {number} depth */
function entriesOf(value, longest, depth) {
  const entries = Object.entries(value).slice(0, MOST_ENTRIES);
  return Object.fromEntries(entries.map(([name, entry]) => [name.slice(0, 100), cut(entry, longest, depth + 1)]));
}

/**
 * An error by its name and its place in our code. What it says may hold a token, or a stranger's words.
 *
 * @param {Error} error
 */
export function describeError(error) {
  const digest = 'digest' in error && typeof error.digest === 'string' ? { digest: error.digest.slice(0, 100) } : {};
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code.slice(0, 100) } : {};
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, PLACES)
    .map((line) => line.trim().slice(3, 200));
  return { name: error.name.slice(0, 100), ...code, ...digest, at };
}

/**
 * Writes one record to standard output.
 *
 * @param {Readonly<Record<string, unknown>>} record
 */
export function writeLogLine(record) {
  writeWhole(Buffer.from(logLine({ time: new Date().toISOString(), ...record })));
}

/** Synchronous, so that what a dying process said last is there. @param {Buffer} bytes */
export function writeWhole(bytes) {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // A pipe that is full: its reader needs a moment. Whoever closed it wants no log.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
