import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type CloudId, cloudIds } from '../lib/cloud/cloud';
import { fail, type Result, succeed } from '../lib/result';

export type CredentialKind = 'certificate' | 'secret';
export type SignInKind = 'browser' | 'device-code' | 'token';

export type ConnectOptions = {
  /** Null: the person is asked. */
  readonly portalUrl: string | null;
  /** Null: the person is asked. */
  readonly credential: CredentialKind | null;
  readonly cloud: CloudId;
  /** An id or a verified domain; null: the one that the person signs in to. */
  readonly tenant: string | null;
  readonly signIn: SignInKind;
  /** Where an access token is read from; `-` is standard input. */
  readonly tokenFile: string | null;
  readonly environmentFile: string;
  readonly mode: 'apply' | 'dry-run' | 'undo';
};

export const usage = `npm run connect -- [options]

Makes the registration of this portal in a Microsoft Entra tenant, and writes .env. Repeating it repairs.

  --portal-url <address>            where people will reach the portal: https://siem.contoso.example, or http://localhost:3000
  --credential certificate|secret   how the portal proves who it is; a certificate is made here, its key never leaves
  --tenant <id or domain>           which tenant; otherwise the one that you sign in to
  --cloud <name>                    ${cloudIds.join(', ')}; worldwide unless given
  --device-code                     sign in on another device, where this machine has no browser
  --token-file <file>               use an access token for Microsoft Graph from a file, or - for standard input
  --environment-file <file>         .env unless given
  --dry-run                         print every call that would be made, and stop
  --undo                            remove the registration, its files and its settings
  --help`;

/** Where people reach the portal, as Entra ID takes it for a redirect address. */
export const portalAddress = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://siem.contoso.example' })
  .transform((value) => new URL(value))
  .refine(({ pathname, search, hash }) => pathname === '/' && search === '' && hash === '', {
    error: 'must be an address without a path',
  })
  .refine(({ protocol, hostname }) => protocol === 'https:' || hostname === 'localhost', {
    error: 'must begin with https:// (http:// is for http://localhost alone)',
  })
  .transform(({ origin }) => origin);

const valuesSchema = z.object({
  'portal-url': portalAddress.optional(),
  credential: z.enum(['certificate', 'secret'], { error: 'must be certificate or secret' }).optional(),
  tenant: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/, { error: 'must be an id or a domain' })
    .optional(),
  cloud: z.enum(cloudIds, { error: `must be one of ${cloudIds.join(', ')}` }).default('worldwide'),
  'device-code': z.boolean().default(false),
  'token-file': z.string().min(1, { error: 'must be a file' }).optional(),
  'environment-file': z.string().min(1, { error: 'must be a file' }).default('.env'),
  'dry-run': z.boolean().default(false),
  undo: z.boolean().default(false),
  help: z.boolean().default(false),
});

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/**
 * Reads the command line.
 *
 * @returns `help` when that was asked for; an error is one sentence for the person
 */
export function readOptions(args: readonly string[]): Result<ConnectOptions | 'help', string> {
  const read = readArguments(args);
  if (!read.ok) return read;
  const parsed = valuesSchema.safeParse(read.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(`--${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
  }
  const values = parsed.data;
  if (values.help) return succeed('help');
  if (values['dry-run'] && values.undo) return fail('--dry-run and --undo cannot be used together.');
  if (values['device-code'] && values['token-file']) {
    return fail('--device-code and --token-file cannot be used together.');
  }
  return succeed({
    portalUrl: values['portal-url'] ?? null,
    credential: values.credential ?? null,
    cloud: values.cloud,
    tenant: values.tenant ?? null,
    signIn: values['token-file'] ? 'token' : values['device-code'] ? 'device-code' : 'browser',
    tokenFile: values['token-file'] ?? null,
    environmentFile: values['environment-file'],
    mode: values.undo ? 'undo' : values['dry-run'] ? 'dry-run' : 'apply',
  });
}

function readArguments(args: readonly string[]): Result<unknown, string> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...{ 'portal-url': text, credential: text, tenant: text, cloud: text, 'token-file': text },
        ...{ 'environment-file': text, 'device-code': flag, 'dry-run': flag, undo: flag, help: flag },
      },
    });
    return succeed(values);
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : 'The options cannot be read.'} --help lists the options.`);
  }
}
