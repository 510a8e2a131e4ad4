import 'server-only';
import pino, { type DestinationStream, type Logger } from 'pino';
import { asciiControl, logLine, LONGEST_LINE, writeWhole } from '@/server/log-line.mjs';
import { type Environment, environment } from './env';

let logger: Logger | undefined;

/**
 * The portal's log: one JSON object a line on standard output, of at most LONGEST_LINE bytes. What may be a credential
 * has no place in it: callers pass ids, codes and states, never bodies, headers or addresses with a query. What libraries
 * write to standard output and standard error becomes such lines too (`server/capture-output.mjs`).
 */
export function log(): Logger {
  logger ??= createLog(environment().LOG_LEVEL, standardOutput);
  return logger;
}

/** Past process.stdout, which belongs to whoever captures what libraries write there. */
const standardOutput: DestinationStream = { write: (line) => writeWhole(Buffer.from(line)) };

/** Names that credentials go by here and on the wire. */
const secretNames = [
  ...['accessToken', 'refreshToken', 'idToken', 'clientSecret', 'secret', 'secretText', 'password', 'codeVerifier'],
  ...['access_token', 'refresh_token', 'id_token', 'client_secret', 'code_verifier', 'authorization', 'cookie'],
];

/** A net below what callers promise: hides what is called like a credential, and tells of an error its name alone. */
export function createLog(level: Environment['LOG_LEVEL'], destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      serializers: { err: (error: unknown) => (error instanceof Error ? error.name : error) },
    },
    { write: (line) => destination.write(boundedLine(line)) },
  );
}

function boundedLine(line: string): string {
  const escaped = asciiControl(line);
  if (Buffer.byteLength(escaped) <= LONGEST_LINE) return escaped;
  const record: unknown = JSON.parse(line);
  return logLine(typeof record === 'object' && record !== null ? { ...record } : { msg: line });
}
