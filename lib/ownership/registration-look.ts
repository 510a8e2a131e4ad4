import 'server-only';
import { type BatchAnswers, readBatch } from '@/lib/graph/batch';
import { type Resource, resourcePath, resourceSchema } from '@/lib/graph/directory-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import { readPart } from '@/lib/graph/read-part';
import {
  readRegistration,
  type RegistrationKey,
  type RegistrationParts,
  registrationReads,
} from '@/lib/graph/registration-reads';
import type { ServiceError } from '@/lib/http/service-error';
import type { Result } from '@/lib/result';
import { siemResources } from '@/lib/siem/siem-permission';
import { permissionsOf, siemApis, type TenantPermission } from './tenant-permission';

/** A registration, and the APIs of the tenant that a connector may have permissions of; each part read or not. */
export type RegistrationLook = RegistrationParts & {
  readonly apis: readonly Result<Resource | null, ServiceError>[];
};

/** In one round trip. */
export async function lookAtRegistration(graph: GraphContext, key: RegistrationKey): Promise<RegistrationLook> {
  const reads: Readonly<Record<string, string>> = {
    ...registrationReads(key),
    ...Object.fromEntries(siemApis.map((api) => [api, resourcePath(siemResources[api])])),
  };
  const batch = await readBatch(graph, reads);
  const answers: BatchAnswers<string> = batch.ok ? batch.value : () => batch;
  return {
    ...(await readRegistration(graph, answers)),
    apis: siemApis.map((api) => readPart(answers(api), resourceSchema)),
  };
}

/** The permissions that this portal grants and removes, as the tenant knows them; null when an API was not read. */
export function permissionsSeen({ apis }: RegistrationLook): readonly TenantPermission[] | null {
  const known = siemApis.map((api, index) => {
    const read = apis[index];
    return read?.ok ? (read.value ? permissionsOf(api, read.value) : []) : null;
  });
  return known.every((part) => part !== null) ? known.flat() : null;
}

/** The names of application permissions by their ids, as far as they are those of the APIs that were read. */
export function permissionNames({ apis }: RegistrationLook): ReadonlyMap<string, string> {
  const roles = apis.flatMap((read) => (read.ok ? (read.value?.appRoles ?? []) : []));
  return new Map(roles.flatMap(({ id, value }) => (value ? [[id, value] as const] : [])));
}

/** Why something could not be read; null when the look is whole. */
export function unreadPart({ apis, ...parts }: RegistrationLook): ServiceError | null {
  for (const part of [...Object.values(parts), ...apis]) if (!part.ok) return part.error;
  return null;
}
