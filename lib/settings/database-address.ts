import { fail, type Result, succeed } from '@/lib/result';
import { isLocalHost } from './local-host';

/** How a PostgreSQL server is reached, as DATABASE_URL says it. */
export type DatabaseAddress = {
  /** For the driver: the address without what it says of TLS. Holds the password. */
  readonly connectionString: string;
  /** The name that people may see. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** `none`: clear text. `chain`: the certificate's issuer is verified, `full`: its host name, too. */
  readonly tls: 'none' | 'chain' | 'full';
  /** Files in PEM that sslrootcert, sslcert and sslkey name. */
  readonly files: { readonly root?: string; readonly certificate?: string; readonly key?: string };
};

const ENCODE =
  'holds @, #, / or ? where none may be: in a name or a password write %40 for @, %23 for #, %2F for / and %3F for ?';

/** PostgreSQL's own words. `require` verifies here: what is encrypted for anybody protects from nobody. */
const TLS_BY_MODE: ReadonlyMap<string, DatabaseAddress['tls']> = new Map([
  ['disable', 'none'],
  ['require', 'full'],
  ['verify-ca', 'chain'],
  ['verify-full', 'full'],
]);

/**
 * Reads DATABASE_URL.
 *
 * @returns the address, or what is wrong with it, never its value
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
 */
export function readDatabaseAddress(text: string): Result<DatabaseAddress, string> {
  if (text.includes('#') || text.split('@').length > 2) return fail(ENCODE);
  const url = parse(text);
  if (!url) return fail(`must be a PostgreSQL address: postgresql://user:password@host/name; perhaps it ${ENCODE}`);
  if (url.pathname.includes('@') || url.pathname.slice(1).includes('/')) return fail(ENCODE);
  const query = url.searchParams;
  const host = query.get('host') ?? decodeURIComponent(url.hostname);
  if (host === '') return fail('names no host: postgresql://user:password@host/name');
  const mode = query.get('sslmode') ?? (query.has('sslrootcert') ? 'verify-full' : 'disable');
  const tls = TLS_BY_MODE.get(mode);
  if (!tls)
    return fail(`has sslmode=${mode.slice(0, 20)}, which is not verified; use verify-full, verify-ca or disable`);
  const files = { root: query.get('sslrootcert'), certificate: query.get('sslcert'), key: query.get('sslkey') };
  for (const name of ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'ssl', 'uselibpqcompat']) query.delete(name);
  return succeed({
    connectionString: url.href,
    host,
    port: Number(query.get('port') ?? url.port) || 5432,
    database: decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username),
    user: decodeURIComponent(url.username),
    tls,
    files: Object.fromEntries(Object.entries(files).filter(([, file]) => file !== null)),
  });
}

function parse(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^postgres(ql)?:$/.test(url.protocol) && isDecodable(url) ? url : null;
}

function isDecodable({ username, password, pathname, hostname }: URL): boolean {
  try {
    [username, password, pathname, hostname].forEach((part) => decodeURIComponent(part));
    return true;
  } catch {
    return false;
  }
}

/** Whether passwords and rows would cross a network that others can read. */
export function isClearTextElsewhere({ tls, host }: DatabaseAddress): boolean {
  return tls === 'none' && host.split(',').some((one) => !isLocalHost(one));
}

export const CLEAR_TEXT_DATABASE =
  'DATABASE_URL leads to another machine in clear text: add sslmode=verify-full, with sslrootcert=<file> for an authority of your own; where the network itself is trusted, ALLOW_INSECURE=clear-text-database lets it be.';
