import { fail, succeed, type Result } from '@siem-connect/foundation/result';
import { z } from 'zod';
import {
  applicationPropertiesSchema,
  type Application,
  type ApplicationProperties,
  type StoredKey,
  type StoredPassword,
} from '../../store/application';
import { validateBody, readJsonObject, type BodyRules } from '../protocol/graph-body';
import type { GraphCall, JsonObject } from '../protocol/graph-call';
import { refusals, type GraphRefusal } from '../protocol/graph-refusal';
import { readKeys } from './key-credentials';

const applicationBody: BodyRules<ApplicationProperties> = {
  schema: applicationPropertiesSchema,
  type: 'application',
  readOnly: [
    'id',
    'appId',
    'createdDateTime',
    'deletedDateTime',
    'publisherDomain',
    'applicationTemplateId',
    'disabledByMicrosoftStatus',
    'certification',
    'verifiedPublisher',
    'createdByAppId',
  ],
  absent: [
    'addIns',
    'authenticationBehaviors',
    'managerApplications',
    'nativeAuthenticationApisEnabled',
    'parentalControlSettings',
    'requestSignatureVerification',
    'servicePrincipalLockConfiguration',
  ],
};

type ApplicationCreation = {
  readonly properties: ApplicationProperties;
  readonly ownerIds: readonly string[];
  /** At most one, with what a client may choose of it. */
  readonly passwords: unknown;
  readonly keyCredentials: readonly StoredKey[];
};

export function readApplicationCreation(body: JsonObject): Result<ApplicationCreation, GraphRefusal> {
  const { passwordCredentials, keyCredentials, 'owners@odata.bind': owners, ...rest } = body;
  const properties = validateBody(rest, applicationBody);
  if (!properties.ok) return properties;
  const ownerIds = readOwnerReferences(owners);
  if (!ownerIds.ok) return ownerIds;
  const keys = readKeys(keyCredentials, { present: [], resource: 'Application' });
  if (!keys.ok) return keys;
  return succeed({
    properties: properties.value,
    ownerIds: ownerIds.value,
    passwords: passwordCredentials,
    keyCredentials: keys.value,
  });
}

type ApplicationChange = {
  readonly properties: ApplicationProperties;
  readonly passwordCredentials: readonly StoredPassword[];
  readonly keyCredentials: readonly StoredKey[];
};

/** PATCH replaces collections as a whole and objects member by member. */
export function readApplicationChange(
  call: GraphCall,
  application: Application,
): Result<ApplicationChange, GraphRefusal> {
  const body = readJsonObject(call);
  if (!body.ok) return body;
  const { passwordCredentials, keyCredentials, ...rest } = body.value;
  const properties = validateBody(mergeInto(writableProperties(application), rest), applicationBody);
  if (!properties.ok) return properties;
  const passwords = readRemainingPasswords(passwordCredentials, application);
  if (!passwords.ok) return passwords;
  const keys = readKeys(keyCredentials, { present: application.keyCredentials, resource: 'Application' });
  if (!keys.ok) return keys;
  return succeed({
    properties: properties.value,
    passwordCredentials: passwords.value,
    keyCredentials: keys.value,
  });
}

const referenceSchema = z.array(z.string()).max(20);

/** `…/directoryObjects/{id}`, as the creation and `$ref` name an owner. */
export function readReference(url: string): string | undefined {
  return /^https:\/\/[^/]+\/v1\.0\/(?:directoryObjects|users|servicePrincipals)\/([0-9a-f-]{36})$/i.exec(url)?.[1];
}

function readOwnerReferences(value: unknown): Result<readonly string[], GraphRefusal> {
  if (value === undefined) return succeed([]);
  const urls = referenceSchema.safeParse(value);
  const ids = urls.success ? urls.data.map(readReference) : [undefined];
  const known = ids.filter((id) => id !== undefined);
  return known.length === ids.length ? succeed(known) : fail(refusals.invalidReference());
}

const remainingPasswordsSchema = z.array(z.looseObject({ keyId: z.guid().nullish() }));

/** A shorter list removes the others; a new password cannot come this way. */
function readRemainingPasswords(
  value: unknown,
  application: Application,
): Result<readonly StoredPassword[], GraphRefusal> {
  if (value === undefined) return succeed(application.passwordCredentials);
  const entries = remainingPasswordsSchema.safeParse(value);
  if (!entries.success) return fail(refusals.invalidValue('passwordCredentials', 'Application'));
  const keyIds = entries.data.map(({ keyId }) => keyId?.toLowerCase());
  const kept = application.passwordCredentials.filter(({ keyId }) => keyIds.includes(keyId));
  return kept.length === keyIds.length ? succeed(kept) : fail(refusals.secretMustBeGenerated());
}

function writableProperties(application: Application): JsonObject {
  const names = Object.keys(applicationPropertiesSchema.shape);
  return Object.fromEntries(Object.entries(application).filter(([name]) => names.includes(name)));
}

function mergeInto(target: JsonObject, change: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...target };
  for (const [name, value] of Object.entries(change)) {
    const existing = merged[name];
    merged[name] = isObject(existing) && isObject(value) ? mergeInto(existing, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
