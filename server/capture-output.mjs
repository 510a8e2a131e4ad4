// Imported first. Whatever a library writes to standard output or standard error becomes one line of the portal's log:
// a JSON object of bounded size, in which a stranger's text can neither begin a line of its own nor end one.
import { format } from 'node:util';
import { describeError, writeLogLine } from './log-line.mjs';

const LEVELS = /** @type {const} */ ({ debug: 20, info: 30, warn: 40, error: 50, fatal: 60 });

/** As lib/log.ts has it: what is below is not written. @type {Readonly<Record<string, number>>} */
const THRESHOLDS = { debug: 20, info: 30, warn: 40, error: 50, silent: Infinity };
const threshold = THRESHOLDS[process.env.LOG_LEVEL ?? ''] ?? LEVELS.info;

/** Errors that the log has already; Next tells of some twice. @type {WeakSet<object>} */
const told = (globalThis.siemConnectToldErrors ??= new WeakSet());

/** @param {keyof typeof LEVELS} level @param {string} source @param {readonly unknown[]} values */
function tell(level, source, values) {
  if (LEVELS[level] < threshold) return;
  const errors = values.filter((value) => value instanceof Error);
  if (errors.length > 0 && errors.every((error) => told.has(error))) return;
  for (const error of errors) told.add(error);
  const [error] = errors;
  // What an error says may hold a token or a stranger's words: its name and its place are enough to find it.
  const texts = values.filter((value) => !(value instanceof Error));
  const msg = texts.length > 0 ? format(...texts) : 'error';
  writeLogLine({ level: LEVELS[level], source, ...(error ? { err: describeError(error) } : {}), msg });
}

function captureConsole() {
  for (const [method, level] of /** @type {const} */ ([
    ['debug', 'debug'],
    ['trace', 'debug'],
    ['log', 'info'],
    ['info', 'info'],
    ['dir', 'info'],
    ['table', 'info'],
    ['group', 'info'],
    ['warn', 'warn'],
    ['error', 'error'],
  ])) {
    console[method] = (/** @type {unknown[]} */ ...values) => tell(level, 'console', values);
  }
}

/** @param {NodeJS.WriteStream} stream @param {keyof typeof LEVELS} level @param {string} source */
function captureStream(stream, level, source) {
  /** @type {any} */
  const write = (
    /** @type {string | Uint8Array} */ chunk,
    /** @type {unknown} */ encoding,
    /** @type {unknown} */ done,
  ) => {
    tell(level, source, [typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')]);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') process.nextTick(callback);
    return true;
  };
  stream.write = write;
}

let serving = false;

/** From now on what nobody caught is told and survived; before, it ends the process. */
export function survive() {
  serving = true;
}

/** @param {unknown} reason @param {string} source */
function tellUncaught(reason, source) {
  const values = reason instanceof Error ? [source, reason] : [source, typeof reason];
  tell(serving ? 'error' : 'fatal', source, values);
  if (!serving) process.exit(1);
}

// Compilers talk to the person who sits before them.
if (process.env.NODE_ENV !== 'development') {
  captureConsole();
  captureStream(process.stdout, 'info', 'stdout');
  captureStream(process.stderr, 'error', 'stderr');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => tell('warn', 'warning', [`${warning.name}: ${warning.message}`]));
  process.on('uncaughtException', (error) => tellUncaught(error, 'uncaughtException'));
  process.on('unhandledRejection', (reason) => tellUncaught(reason, 'unhandledRejection'));
}
