import 'server-only';
import path from 'node:path';
import { z } from 'zod';
import { engines } from '@/package.json';
import { type Cloud, cloudIds } from './cloud/cloud';
import { cloudWith } from './cloud/microsoft-clouds';
import { type PortalCredentials, readPortalCredentials } from './portal-credentials';
import { readSecretFiles } from './secret-files';
import { CLEAR_TEXT_DATABASE, isClearTextElsewhere, readDatabaseAddress } from './settings/database-address';
import { insecureNames, processProblems } from './settings/insecure-process';
import { type MailServer, readMailServer } from './settings/mail-server';
import { nodeProblem } from './settings/node-version';
import { portalAddressProblem } from './settings/portal-address';
import { entraSecretProblem, weakSecretProblem } from './settings/secret-strength';
import { securityContactProblem } from './settings/security-contact';
import { readTrustedProxies } from './settings/trusted-proxies';

const origin = z
  // What is no address at all goes no further: the next check would throw on it.
  .url({ protocol: /^https?$/, error: 'must be an address such as https://siem.contoso.example', abort: true })
  .refine((value) => new URL(value).pathname === '/' && new URL(value).search === '', {
    error: 'must be an origin without a path',
  })
  .transform((value) => new URL(value).origin);

const secureOrigin = origin.refine((value) => value.startsWith('https://'), { error: 'must begin with https://' });

const required = (what: string) => z.string({ error: `is missing: ${what}` }).min(1, { error: `is empty: ${what}` });

/** Entra writes ids in lower case, and tokens are compared with these letter by letter. */
const guid = (what: string) => required(what).pipe(z.guid({ error: 'must be a GUID' }).toLowerCase());

/** A rule that tells what is wrong, as zod takes it. */
function sound(problemOf: (value: string) => string | null) {
  return [
    (value: string) => problemOf(value) === null,
    { error: ({ input }: { readonly input?: unknown }) => problemOf(String(input)) ?? 'is wrong' },
  ] as const;
}

/** The one before may be weak: that is a reason to rotate. */
const previousSecret = required('a random text of at least 32 characters').min(32, {
  error: 'must have at least 32 characters',
  abort: true,
});

/** Nobody may guess it. */
const strongSecret = previousSecret.refine(...sound(weakSecretProblem));

const entraSecret = z.string().refine(...sound(entraSecretProblem));

const databaseAddress = z.string().transform((value, context) => {
  const read = readDatabaseAddress(value);
  if (read.ok) return read.value;
  context.addIssue(read.error);
  return z.NEVER;
});

function trustedProxies(value: string, context: z.RefinementCtx) {
  const read = readTrustedProxies(value);
  if (read.ok) return read.value;
  context.addIssue(read.error);
  return z.NEVER;
}

/** What a company may have to live with, each named by itself and written into the log at every start. */
function readInsecure(value: string, context: z.RefinementCtx) {
  const names = value.split(/[\s,]+/).filter(Boolean);
  const known = insecureNames.filter((name) => names.includes(name));
  if (new Set(names).size > known.length) context.addIssue(`may name: ${insecureNames.join(', ')}`);
  return known;
}

/** Host names and addresses. */
function splitNames(value: string): ReadonlySet<string> {
  return new Set(
    value
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  );
}

/** Each may come from a file that NAME_FILE names. */
const secretSettings = [
  'ENTRA_CLIENT_SECRET',
  'ENTRA_CLIENT_SECRET_NEXT',
  'SESSION_SECRET',
  'SESSION_SECRET_PREVIOUS',
  'DATABASE_URL',
  'METRICS_TOKEN',
  'SMTP_PASSWORD',
] as const;

const schema = z.object({
  PORTAL_URL: origin.refine(...sound(portalAddressProblem)),
  ENTRA_TENANT_ID: guid('the Directory (tenant) ID'),
  ENTRA_CLIENT_ID: guid('the Application (client) ID of this portal'),
  ENTRA_CLIENT_SECRET: entraSecret.optional(),
  ENTRA_CLIENT_SECRET_FILE: z.string().optional(),
  ENTRA_CLIENT_SECRET_NEXT: entraSecret.optional(),
  ENTRA_CLIENT_SECRET_NEXT_FILE: z.string().optional(),
  ENTRA_CLIENT_CERTIFICATE: z.string().optional(),
  ENTRA_CLIENT_CERTIFICATE_NEXT: z.string().optional(),
  SESSION_SECRET: strongSecret,
  SESSION_SECRET_FILE: z.string().optional(),
  SESSION_SECRET_PREVIOUS: previousSecret.optional(),
  SESSION_SECRET_PREVIOUS_FILE: z.string().optional(),
  CLOUD: z.enum(cloudIds, { error: `must be one of ${cloudIds.join(', ')}` }).default('worldwide'),
  ENTRA_AUTHORITY_HOST: secureOrigin.optional(),
  GRAPH_URL: secureOrigin.optional(),
  DEFENDER_API_URL: secureOrigin.optional(),
  TRUSTED_PROXIES: z.string().default('').transform(trustedProxies),
  DETECTIONS_API: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .transform((value) => path.resolve(value)),
  DATABASE_URL: databaseAddress.optional(),
  DATABASE_URL_FILE: z.string().optional(),
  ALLOW_INSECURE: z.string().default('').transform(readInsecure),
  AUDIT_RETENTION_DAYS: z.coerce
    .number({ error: 'must be a number of days' })
    .int({ error: 'must be whole days' })
    .min(30, { error: 'must be 30 days or more' })
    .optional(),
  METRICS_TOKEN: strongSecret.optional(),
  METRICS_TOKEN_FILE: z.string().optional(),
  SECURITY_CONTACT: z
    .string()
    .refine(...sound(securityContactProblem))
    .optional(),
  HSTS_SUBDOMAINS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  SMTP_SERVER: z.string().optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_PASSWORD_FILE: z.string().optional(),
  SMTP_FROM: z.string().optional(),
  NOTICE_PRIVATE_HOSTS: z.string().default('').transform(splitNames),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

type Settings = Readonly<z.infer<typeof schema>>;

export type Environment = Settings & {
  readonly credentials: PortalCredentials;
  /** Null where none is configured. */
  readonly mailServer: MailServer | null;
};

let parsed: Environment | undefined;

/**
 * The portal's settings, read once from the process environment.
 *
 * @throws EnvironmentProblem naming every variable that is missing or wrong, never its value
 */
export function environment(): Environment {
  if (parsed) return parsed;
  // An empty variable means "not set": container files often list all names.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const secrets = readSecretFiles(given, secretSettings);
  const result = schema.safeParse(secrets.given);
  const credentials = readPortalCredentials(secrets.given);
  const mailServer = readMailServer(secrets.given);
  const problems = [
    ...secrets.problems,
    ...(result.success ? protectionProblems(result.data) : describe(result.error, secrets.problems)),
    ...(credentials.ok ? [] : credentials.error),
    ...(mailServer.ok ? [] : [mailServer.error]),
    ...processProblems(given, process.execArgv),
  ];
  if (!result.success || !credentials.ok || !mailServer.ok || problems.length > 0)
    throw new EnvironmentProblem(problems);
  parsed = { ...result.data, credentials: credentials.value, mailServer: mailServer.value };
  // next-auth reads its public address from here and nowhere else.
  process.env.NEXTAUTH_URL = parsed.PORTAL_URL;
  return parsed;
}

/** What takes protection away without having been allowed. */
function protectionProblems({ DATABASE_URL: address, ALLOW_INSECURE: allowed }: Settings): readonly string[] {
  const problems: string[] = [];
  if (address && isClearTextElsewhere(address) && !allowed.includes('clear-text-database'))
    problems.push(CLEAR_TEXT_DATABASE);
  const node = nodeProblem(process.versions.node, engines.node);
  if (node && !allowed.includes('unrepaired-node')) problems.push(node);
  return problems;
}

export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';

  /** Sentences that begin with a setting's name. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`);
    super(['SIEM Connect cannot start. In the environment:', ...lines, 'See .env.example.'].join('\n'));
    this.problems = problems;
  }
}

/** What a file of its own is wrong with is said once. */
function describe({ issues }: z.ZodError, known: readonly string[]): readonly string[] {
  const others = issues.filter(
    ({ path: [name] }) => !known.some((problem) => problem.startsWith(`${String(name)}_FILE `)),
  );
  return others.map((issue) => `${issue.path.join('.')} ${issue.message}`);
}

/** The cloud that this portal runs against, with the hosts as it reaches them. */
export function environmentCloud(): Cloud {
  const { CLOUD, ENTRA_AUTHORITY_HOST, GRAPH_URL, DEFENDER_API_URL } = environment();
  return cloudWith(
    { authorityHost: ENTRA_AUTHORITY_HOST, graphUrl: GRAPH_URL, defenderApiUrl: DEFENDER_API_URL },
    CLOUD,
  );
}

/** `npm run dev`: React evaluates text there, and styles come without a nonce. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development';
}

/** What Node itself reads besides the portal's settings, such as the proxy of outgoing calls. */
export function processEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}
