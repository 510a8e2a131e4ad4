import { randomUUID } from 'node:crypto';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { Tenant } from '../../context/tenant-context';
import type { StoredPassword } from '../../store/application';
import { mintSecret } from '../../store/client-secret';
import { validateBody } from '../protocol/graph-body';
import { refusals, type GraphRefusal } from '../protocol/graph-refusal';
import { validateSecretLifetime } from './app-management-policy';

const dateTime = z.iso.datetime({ offset: true });

const passwordSchema = z.strictObject({
  displayName: z.string().nullish(),
  startDateTime: dateTime.nullish(),
  endDateTime: dateTime.nullish(),
});

/** The service makes these; a client that sends them wants to choose its own secret. */
const serviceMade = ['keyId', 'secretText', 'hint', 'customKeyIdentifier'];

const objectSchema = z.record(z.string(), z.unknown());

export type MintedPassword = { readonly password: StoredPassword; readonly secretText: string };

export function mintPassword(tenant: Tenant, desired: unknown): Result<MintedPassword, GraphRefusal> {
  const body = objectSchema.safeParse(desired ?? {});
  if (!body.success) return fail(refusals.invalidValue('passwordCredential', 'Application'));
  if (Object.keys(body.data).some((name) => serviceMade.includes(name))) {
    return fail(refusals.secretMustBeGenerated());
  }
  const read = validateBody(body.data, { schema: passwordSchema, type: 'passwordCredential' });
  if (!read.ok) return read;
  const now = tenant.clock.now();
  const start = read.value.startDateTime == null ? now : Date.parse(read.value.startDateTime);
  const end = read.value.endDateTime == null ? twoYearsAfter(start) : Date.parse(read.value.endDateTime);
  if (end <= start || end <= now) return fail(refusals.invalidValue('endDateTime', 'PasswordCredential'));
  const allowed = validateSecretLifetime(tenant.store.read().settings, start, end);
  if (!allowed.ok) return allowed;

  const { secretText, hint, secretHash } = mintSecret();
  tenant.issued(secretText);
  return succeed({
    secretText,
    password: {
      keyId: randomUUID(),
      displayName: read.value.displayName ?? null,
      startDateTime: new Date(start).toISOString(),
      endDateTime: new Date(end).toISOString(),
      hint,
      secretHash,
    },
  });
}

function twoYearsAfter(start: number): number {
  const date = new Date(start);
  date.setUTCFullYear(date.getUTCFullYear() + 2);
  return date.getTime();
}
