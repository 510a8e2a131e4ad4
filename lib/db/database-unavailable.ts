/**
 * The database did not answer, or takes no writes. Its digest survives the way to the browser, where an error's
 * message does not: the error page tells it by that.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly digest = 'database-unavailable';

  constructor(cause: unknown) {
    super('The database is unavailable.', { cause });
  }
}

/** Prisma's codes for: cannot reach, timed out, closed, pool exhausted, too many connections, read-only. */
const PRISMA_CODES = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1010',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
]);

/** What the driver's adapter calls the same; of a raw query Prisma's own code says nothing. */
const ADAPTER_KINDS = new Set([
  'DatabaseNotReachable',
  'DatabaseDoesNotExist',
  'DatabaseAccessDenied',
  'AuthenticationFailed',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
]);

/** PostgreSQL's: connection lost, insufficient resources, operator intervention, read-only transaction, disk. */
const POSTGRES_STATES = /^(08|53|57P|58|25006)/;

const SOCKET_CODES = /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH)$/;

const WORDS =
  /terminated unexpectedly|connection timeout|timeout exceeded when trying to connect|read-only transaction/i;

/** Whether the error means that no database work is possible now, rather than that a statement was wrong. */
export function isDatabaseUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const code = readText(error, 'code') || readText(error, 'originalCode');
  if (PRISMA_CODES.has(code) || POSTGRES_STATES.test(code) || SOCKET_CODES.test(code)) return true;
  if (ADAPTER_KINDS.has(readText(error, 'kind'))) return true;
  if (WORDS.test(readText(error, 'message'))) return true;
  return ['cause', 'meta', 'driverAdapterError'].some((key) => {
    const inner: unknown = Reflect.get(error, key);
    return isDatabaseUnavailable(inner, depth + 1);
  });
}

function readText(value: object, key: string): string {
  const text: unknown = Reflect.get(value, key);
  return typeof text === 'string' ? text : '';
}
