import { alertApis, apiFacts } from '@/lib/cloud/alert-api';
import type { TaggedApplication } from '@/lib/graph/tagged-applications';
import type { Foreign } from '@/lib/ownership/foreign';
import type { OwnershipProof } from '@/lib/ownership/ownership';
import type { AlertApi } from '@/lib/siem/connector-details';

/** An application with this product's tag and no connector here, and what the directory tells of it. */
export type Orphan = {
  readonly application: TaggedApplication;
  /** Object id; null when it has no service principal, or when that could not be read. */
  readonly principalId: string | null;
  readonly permission: OrphanPermission;
  /** Null when its permissions name no alerts API, or more than one. */
  readonly api: AlertApi | null;
  /** That this portal made it, and which of its secrets; null for an application of anybody. */
  readonly proof: OwnershipProof | null;
  /** What of it this portal did not make; null when that could not be read. */
  readonly foreign: readonly Foreign[] | null;
  /** Host of another portal that made it, by the address that is registered on it. */
  readonly otherPortal: string | null;
};

export type OrphanPermission = 'granted' | 'notGranted' | 'unread';

/** What the page shows of it. Times are ISO 8601, UTC. */
export type OrphanView = {
  readonly applicationId: string;
  readonly appId: string;
  readonly name: string;
  readonly createdAt: string | null;
  /** User principal name of the person in its notes, which anybody may have edited. */
  readonly madeFor: string | null;
  readonly api: AlertApi | null;
  readonly appRole: string | null;
  readonly permission: OrphanPermission;
  readonly secrets: number;
  /** When the last secret ends; null without one. */
  readonly lastEnd: string | null;
  readonly expired: boolean;
  /** Whether it has the name and the permissions that this product gives: only such a one is adopted or removed from here. */
  readonly recognised: boolean;
  /** Whether this portal's own signature is on it, which nobody else can write. */
  readonly signed: boolean;
  /** Host of another portal whose address is on it; null where there is none, or this portal's signature is there. */
  readonly otherPortal: string | null;
  /** What of it this portal did not make; null when that could not be read. */
  readonly foreign: readonly Foreign[] | null;
};

const UNIQUE_NAME = /^siem-connect-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Id of the connector that an application was made for, from its unique name; null for a name of another make. */
export function connectorIdOf({ uniqueName }: TaggedApplication): string | null {
  return UNIQUE_NAME.exec(uniqueName ?? '')?.[1] ?? null;
}

/** The person that the notes name. */
export function madeFor({ notes }: TaggedApplication): string | null {
  return /^Made by SIEM Connect for (\S{1,320})[.] /.exec(notes ?? '')?.[1] ?? null;
}

/** The alerts APIs whose application permissions the application asks for. */
export function declaredApis({ requiredResourceAccess }: TaggedApplication): readonly AlertApi[] {
  return alertApis.filter((api) =>
    requiredResourceAccess?.some(
      ({ resourceAppId, resourceAccess }) =>
        resourceAppId === apiFacts(api).resourceAppId && resourceAccess.some(({ type }) => type === 'Role'),
    ),
  );
}

/** @param now milliseconds since the epoch */
export function viewOrphan(
  { application, permission, api, proof, foreign, otherPortal }: Orphan,
  now: number,
): OrphanView {
  const { id, appId, displayName, createdDateTime, passwordCredentials } = application;
  const ends = (passwordCredentials ?? []).map(({ endDateTime }) => new Date(endDateTime).getTime());
  const last = ends.length > 0 ? Math.max(...ends) : null;
  return {
    ...{ applicationId: id, appId, permission, api },
    name: displayName ?? appId,
    createdAt: createdDateTime ?? null,
    madeFor: madeFor(application),
    appRole: api && apiFacts(api).appRole,
    secrets: ends.length,
    lastEnd: last === null ? null : new Date(last).toISOString(),
    expired: last !== null && last <= now,
    recognised: connectorIdOf(application) !== null && api !== null,
    ...{ signed: proof !== null, foreign, otherPortal },
  };
}
