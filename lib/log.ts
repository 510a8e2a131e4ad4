import 'server-only';
import pino, { type Logger } from 'pino';
import { environment } from './env';

let logger: Logger | undefined;

/**
 * The portal's log: one JSON object a line on standard output. What may be a credential has no place in it:
 * callers pass ids, codes and states, never bodies, headers or addresses with a query.
 */
export function log(): Logger {
  logger ??= pino({ level: environment().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return logger;
}
