import { randomUUID } from 'node:crypto';
import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import type { StoredKey } from '../../store/application';
import { openCertificate } from '../../store/key-certificate';
import { refusals, type GraphRefusal } from '../protocol/graph-refusal';

const dateTime = z.iso.datetime({ offset: true });

const keySchema = z.strictObject({
  customKeyIdentifier: z.string().nullish(),
  displayName: z.string().nullish(),
  endDateTime: dateTime.nullish(),
  key: z.base64().min(1).nullish(),
  keyId: z.guid().nullish(),
  startDateTime: dateTime.nullish(),
  type: z.string().min(1),
  usage: z.enum(['Sign', 'Verify']),
});

type KeysBefore = { readonly present: readonly StoredKey[]; readonly resource: 'Application' | 'ServicePrincipal' };

/** The whole collection is replaced: one that is named by its id stays, what is new brings its certificate. */
export function readKeys(
  value: unknown,
  { present, resource }: KeysBefore,
): Result<readonly StoredKey[], GraphRefusal> {
  if (value === undefined) return succeed(present);
  if (value === null) return succeed([]);
  const read = z.array(keySchema).safeParse(value);
  if (!read.success) return fail(refusals.invalidValue('keyCredentials', resource));
  const keys = read.data.map((entry) => keyOf(entry, present));
  const known = keys.filter((key) => key !== undefined);
  return known.length === keys.length ? succeed(known) : fail(refusals.invalidValue('keyCredentials', resource));
}

function keyOf(entry: z.infer<typeof keySchema>, present: readonly StoredKey[]): StoredKey | undefined {
  const stored = present.find(({ keyId }) => keyId === entry.keyId?.toLowerCase());
  if (stored !== undefined) return stored;
  const { key, type, usage, displayName } = entry;
  if (key == null) return undefined;
  // What nobody says is read from the certificate.
  const certificate = openCertificate(key);
  const startDateTime = entry.startDateTime ?? certificate?.validFromDate.toISOString();
  const endDateTime = entry.endDateTime ?? certificate?.validToDate.toISOString();
  if (startDateTime === undefined || endDateTime === undefined) return undefined;
  const keyId = entry.keyId?.toLowerCase() ?? randomUUID();
  return { keyId, key, type, usage, startDateTime, endDateTime, displayName: displayName?.slice(0, 90) ?? null };
}
