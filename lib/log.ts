import 'server-only';
import pino, { type DestinationStream, type Logger } from 'pino';
import { type Environment, environment } from './env';

let logger: Logger | undefined;

/**
 * The portal's log: one JSON object a line on standard output. What may be a credential has no place in it:
 * callers pass ids, codes and states, never bodies, headers or addresses with a query.
 */
export function log(): Logger {
  logger ??= createLog(environment().LOG_LEVEL);
  return logger;
}

/** Names that credentials go by here and on the wire. */
const secretNames = [
  ...['accessToken', 'refreshToken', 'idToken', 'clientSecret', 'secret', 'secretText', 'password', 'codeVerifier'],
  ...['access_token', 'refresh_token', 'id_token', 'client_secret', 'code_verifier', 'authorization', 'cookie'],
];

/** A net below what callers promise: hides what is called like a credential, and tells of an error its name alone. */
export function createLog(level: Environment['LOG_LEVEL'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    serializers: { err: (error: unknown) => (error instanceof Error ? error.name : error) },
  };
  return destination ? pino(options, destination) : pino(options);
}
