import path from 'node:path';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((port) => port >= 1 && port <= 65_535, 'must be a port number between 1 and 65535');

const environmentSchema = z.object({
  TENANT_PORT: portNumber.prefault('4100'),
  TENANT_TLS_PORT: portNumber.prefault('4143'),
  DATA_DIR: z.string().min(1).default('./data'),
  PORTAL_URL: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as http://localhost:3000' })
    .default('http://localhost:3000'),
  ISSUED_VALUES_FILE: z.string().min(1).optional(),
});

export type Environment = {
  readonly browserPort: number;
  readonly apiPort: number;
  /** Absolute path of the folder that is ours alone: DATA_DIR/tenant. */
  readonly folder: string;
  /** Without a trailing slash, so that paths can be appended. */
  readonly portalUrl: string;
  readonly issuedValuesFile: string | undefined;
};

type Variables = Readonly<Record<string, string | undefined>>;

/** The only reader of process.env in the tenant. */
export function readEnvironment(variables: Variables = process.env): Result<Environment, string> {
  const parsed = environmentSchema.safeParse(withoutEmptyValues(variables));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(`${issue?.path.join('.') ?? 'The environment'} ${issue?.message ?? 'is not usable'}.`);
  }
  const { TENANT_PORT, TENANT_TLS_PORT, DATA_DIR, PORTAL_URL, ISSUED_VALUES_FILE } = parsed.data;
  if (TENANT_PORT === TENANT_TLS_PORT) {
    return fail('TENANT_PORT and TENANT_TLS_PORT must be two different ports.');
  }
  return succeed({
    browserPort: TENANT_PORT,
    apiPort: TENANT_TLS_PORT,
    folder: path.resolve(DATA_DIR, 'tenant'),
    portalUrl: PORTAL_URL.replace(/\/+$/, ''),
    issuedValuesFile: ISSUED_VALUES_FILE === undefined ? undefined : path.resolve(ISSUED_VALUES_FILE),
  });
}

/** A variable set to nothing means the same as one that is not set. */
function withoutEmptyValues(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}
