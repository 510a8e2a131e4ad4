/** Why no database work is possible. */
const unavailableReasons = [
  'unreachable',
  /** Connected, and silent. */
  'not-answering',
  'read-only',
  'disk-full',
  /** The folder of the embedded database was deleted or replaced while it was open. */
  'folder-gone',
  /** What is stored cannot be read. */
  'damaged',
] as const;

export type UnavailableReason = (typeof unavailableReasons)[number];

/**
 * The database did not answer, or takes no writes. Its digest survives the way to the browser, where an error's
 * message does not: the error page tells it by that.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly reason: UnavailableReason;
  readonly digest: 'database-unavailable' | 'database-full';

  constructor(cause: unknown, reason: UnavailableReason = reasonOf(cause)) {
    super('The database is unavailable.', { cause });
    this.reason = reason;
    this.digest = reason === 'disk-full' ? 'database-full' : 'database-unavailable';
  }
}

/** By its name: the build has this file more than once, and the client may be made by another copy of the class. */
export function unavailableReason(error: unknown): UnavailableReason | null {
  if (!(error instanceof Error) || error.name !== 'DatabaseUnavailable' || !('reason' in error)) return null;
  return unavailableReasons.find((reason) => reason === error.reason) ?? null;
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

/**
 * PostgreSQL's: connection lost, insufficient resources, operator intervention (a statement's time-out among it),
 * read-only transaction, disk, data corrupted.
 */
const POSTGRES_STATES = /^(08|53|57|58|25006|XX00[12])/;

const SOCKET_CODES = /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH)$/;

const WORDS =
  /terminated unexpectedly|connection terminated|connection timeout|query read timeout|timeout exceeded when trying to connect|read-only transaction/i;

/** Whether the error means that no database work is possible now, rather than that a statement was wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return saysAnywhere(error, isSign);
}

/** What an error says, or one of those that it was made of. */
type Sign = { readonly code: string; readonly kind: string; readonly message: string };

/** Whether it says that there is no database to ask. */
function isSign({ code, kind, message }: Sign): boolean {
  return (
    PRISMA_CODES.has(code) ||
    POSTGRES_STATES.test(code) ||
    SOCKET_CODES.test(code) ||
    ADAPTER_KINDS.has(kind) ||
    WORDS.test(message)
  );
}

/** The first of these that is said anywhere in the error counts. */
const REASONS: readonly (readonly [UnavailableReason, (sign: Sign) => boolean])[] = [
  ['disk-full', ({ code }) => code === '53100'],
  ['folder-gone', ({ code }) => code === '58000'],
  ['damaged', ({ code }) => /^XX00[12]$|^58P01$/.test(code)],
  ['read-only', ({ code, message }) => code === '25006' || /read-only transaction/i.test(message)],
  ['not-answering', ({ code, message }) => code === '57014' || /query read timeout|does not answer/i.test(message)],
];

function reasonOf(error: unknown): UnavailableReason {
  return REASONS.find(([, fits]) => saysAnywhere(error, fits))?.[0] ?? 'unreachable';
}

/** Looks into an error and those that it was made of. */
function saysAnywhere(error: unknown, fits: (sign: Sign) => boolean, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const sign = {
    code: readText(error, 'code') || readText(error, 'originalCode'),
    kind: readText(error, 'kind'),
    message: readText(error, 'message') || readText(error, 'originalMessage'),
  };
  if (fits(sign)) return true;
  return ['cause', 'meta', 'driverAdapterError'].some((key) => {
    const inner: unknown = Reflect.get(error, key);
    return saysAnywhere(inner, fits, depth + 1);
  });
}

function readText(value: object, key: string): string {
  const text: unknown = Reflect.get(value, key);
  return typeof text === 'string' ? text : '';
}
