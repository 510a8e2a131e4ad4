import 'server-only';
import type { DatabaseAddress } from '@/lib/settings/database-address';
import { DatabaseStartProblem } from './start-problem';

type Place = Pick<DatabaseAddress, 'host' | 'port' | 'database' | 'user'>;

/** A cause and a next step, by a code of the network, of TLS or of PostgreSQL, or by words where there is no code. */
type Explanation = readonly [RegExp, cause: (place: Place) => string, next: string];

const AUTHORITY =
  'Name the authority that issued it with sslrootcert=<file> in DATABASE_URL, a path to its certificate in PEM, or with NODE_EXTRA_CA_CERTS.';

const explanations: readonly Explanation[] = [
  [
    /ENOTFOUND|EAI_AGAIN/,
    ({ host }) => `the name ${host} is not known to DNS`,
    'Correct the host, or look at the name server.',
  ],
  [/ECONNREFUSED|ENOENT.*\.s\.PGSQL/, () => 'nothing listens there', 'Start PostgreSQL, or correct host and port.'],
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|connection timeout|timeout expired|timeout exceeded|Query read timeout/i,
    () => 'it does not answer in time',
    'Look whether it runs, and whether a firewall lies between.',
  ],
  [
    /ECONNRESET|EPIPE|terminated unexpectedly|Connection terminated/i,
    () => 'it closed the connection',
    'Look into its log; a pooler or a proxy in between may have done it.',
  ],
  [
    /does not support SSL/i,
    () => 'it offers no TLS, which sslmode asks for',
    'Switch TLS on there (ssl = on), or, for a server on this machine, leave sslmode out.',
  ],
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
    () => 'its certificate is not valid today',
    'Renew the certificate there, or set the clock of this machine right.',
  ],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    ({ host }) => `its certificate is not made for the name ${host}`,
    'Use the name that the certificate has, or, where the authority is yours alone, sslmode=verify-ca.',
  ],
  [
    /SELF_SIGNED|UNABLE_TO_|CERT_|DEPTH_ZERO/,
    () => 'its certificate is issued by an authority that this machine does not know',
    AUTHORITY,
  ],
  [
    /ERR_SSL|EPROTO|wrong version number/i,
    () => 'it speaks no TLS that can be agreed on',
    'Look whether host and port are those of PostgreSQL or its pooler, and which versions of TLS it allows.',
  ],
  [
    /28P01/,
    ({ user }) => `it refused the password of ${user || 'the user'}`,
    'Correct the password; @, #, / and ? in it are written %40, %23, %2F and %3F.',
  ],
  [
    /28000/,
    ({ user }) => `it does not let ${user || 'this user'} in from here`,
    'Look at its pg_hba.conf; it may want TLS: sslmode=verify-full.',
  ],
  [/3D000/, ({ database }) => `it has no database ${database}`, 'Create it with createdb, or correct the name.'],
  [
    /42501/,
    ({ user, database }) => `${user} may not create tables in ${database}`,
    'Grant it: GRANT CREATE, USAGE ON SCHEMA public TO the user.',
  ],
  [/53300/, () => 'it has no connection left', 'Raise max_connections there, or put a pooler in front.'],
  [/53100/, () => 'its disk is full', 'Free space there.'],
  [
    /25006|read-only transaction/,
    () => 'it takes no changes: it is a standby, or read-only',
    'Name the primary server: target its address, or wait until the standby is promoted.',
  ],
  [/57P03/, () => 'it is still starting, or recovering', 'Wait a moment and start again.'],
  [/XX00[12]/, () => 'what it has stored is damaged', 'Restore its backup.'],
  [
    /55P03/,
    () => 'somebody holds a table that has to change',
    'Stop other portals on this database, then start again.',
  ],
];

const FALLBACK: Explanation = [/^/, () => 'it refused', 'Look into its log.'];

/** Why the portal cannot start on its PostgreSQL server: names the setting and the place, never the password. */
export function serverProblem(place: Place, error: unknown): DatabaseStartProblem {
  const said = signsOf(error);
  const [, cause, next] = explanations.find(([pattern]) => pattern.test(said)) ?? FALLBACK;
  const code = /\b(?:E[A-Z]{3,}|[A-Z]+(?:_[A-Z]+)+|[0-9A-Z]{2}[0-9P][0-9A-Z]{2})\b/.exec(said)?.[0];
  const where = `${place.host}:${place.port}/${place.database}`;
  return new DatabaseStartProblem(
    `PostgreSQL at ${where} (DATABASE_URL) cannot be used: ${cause(place)}${code ? ` (${code})` : ''}.`,
    next,
  );
}

/** Codes first: words of the network may hold what DATABASE_URL holds. */
function signsOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 3) return '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const several = error instanceof AggregateError ? error.errors.map((one: unknown) => signsOf(one, depth + 1)) : [];
  return [code, error.message, ...several, signsOf(error.cause, depth + 1)].filter(Boolean).join(' ');
}
