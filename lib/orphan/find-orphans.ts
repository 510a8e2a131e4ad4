import 'server-only';
import type { GraphContext } from '@/lib/graph/graph-context';
import type { TaggedApplication } from '@/lib/graph/tagged-applications';
import type { Foreign } from '@/lib/ownership/foreign';
import { otherPortalOf } from '@/lib/ownership/other-portal';
import { judge } from '@/lib/ownership/own-access';
import type { Ownership, OwnershipProof } from '@/lib/ownership/ownership';
import { lookAtRegistration, permissionsSeen, type RegistrationLook } from '@/lib/ownership/registration-look';
import { heldPermissions, type TenantPermission } from '@/lib/ownership/tenant-permission';
import { alertApis } from '@/lib/cloud/alert-api';
import { isSamePermission, ownPermissions } from '@/lib/siem/catalogue/needed-permissions';
import type { AlertApi } from '@/lib/siem/connector-details';
import { declaredApis, type Orphan, type OrphanPermission } from './orphan';

export type OrphanSource = {
  readonly graph: GraphContext;
  readonly tenantId: string;
  /** Object id of who looks. */
  readonly personId: string;
  readonly ownership: Ownership;
  /** Of this portal, registered on every connector application. */
  readonly redirectUris: readonly string[];
};

/** Each is one request. */
export const MOST_AT_ONCE = 6;

/**
 * @param tagged all applications with the tag
 * @param known unique names of this portal's connectors, set-ups under way included
 */
export function findStrangers(
  tagged: readonly TaggedApplication[],
  known: ReadonlySet<string>,
): readonly TaggedApplication[] {
  return tagged.filter(({ uniqueName }) => !uniqueName || !known.has(uniqueName));
}

/**
 * What this portal has signed comes first, then the oldest: whoever fills the tenant with applications that carry the tag
 * hides none of them.
 *
 * @param notes of their service principals, by app id
 */
export function inOrder(
  { tenantId, ownership }: Pick<OrphanSource, 'tenantId' | 'ownership'>,
  strangers: readonly TaggedApplication[],
  notes: ReadonlyMap<string, string>,
): readonly TaggedApplication[] {
  const isSigned = ({ appId }: TaggedApplication) => ownership.prove({ tenantId, appId }, notes.get(appId)) !== null;
  const [signed, others] = [strangers.filter(isSigned), strangers.filter((one) => !isSigned(one))];
  const byAge = (one: TaggedApplication, other: TaggedApplication) =>
    (one.createdDateTime ?? '').localeCompare(other.createdDateTime ?? '');
  return [...signed.toSorted(byAge), ...others.toSorted(byAge)];
}

/** Looks at each by its id too, because a list still names for a while what was deleted. */
export async function findOrphans(
  source: OrphanSource,
  strangers: readonly TaggedApplication[],
): Promise<readonly Orphan[]> {
  const found = await Promise.all(strangers.map((application) => findOrphan(source, application)));
  return found.filter((orphan) => orphan !== null);
}

/** Null for one that is deleted already. */
export async function findOrphan(
  { graph, tenantId, personId, ownership, redirectUris }: OrphanSource,
  application: TaggedApplication,
): Promise<Orphan | null> {
  const { id: objectId, appId } = application;
  const look = await lookAtRegistration(graph, { objectId, appId });
  if (look.application.ok && !look.application.value) return null;
  const principal = look.principal.ok ? look.principal.value : null;
  const proof = ownership.prove({ tenantId, appId }, principal?.notes);
  const known = permissionsSeen(look);
  const held = known && look.grants.ok ? heldPermissions(known, look.grants.value) : null;
  const api = evaluateApi(application, held);
  return {
    ...{ application, api, proof, principalId: principal?.id ?? null },
    permission: evaluatePermission(look, api, held),
    foreign: api && foreignIn(look, { api, proof, redirectUris, personId }),
    otherPortal: proof ? null : otherPortalOf(addressesOf(look), redirectUris),
  };
}

function addressesOf({ application }: RegistrationLook): readonly string[] {
  return (application.ok && application.value?.web?.redirectUris) || [];
}

type Judged = Pick<OrphanSource, 'redirectUris' | 'personId'> & {
  readonly api: AlertApi;
  readonly proof: OwnershipProof | null;
};

/** Null when a part of it was not read. */
function foreignIn(look: RegistrationLook, { proof, ...expected }: Judged): readonly Foreign[] | null {
  const judged = judge(look, {
    ...expected,
    ...{ siemType: 'arcsight', incidents: false },
    isOwnSecret: ({ keyId }) => proof?.(keyId) ?? false,
    // What this portal made may be for a SIEM that needs more than the usual.
    permissions: proof ? 'managed' : 'needed',
  });
  return judged.ok ? judged.value : null;
}

type Held = readonly TenantPermission[] | null;

function evaluateApi(application: TaggedApplication, held: Held): AlertApi | null {
  const declared = declaredApis(application);
  if (declared.length === 1) return declared[0] ?? null;
  const holds = alertApis.filter((api) => held?.some((one) => isSamePermission(one, ownPermissions[api])));
  return holds.length === 1 ? (holds[0] ?? null) : null;
}

function evaluatePermission({ principal }: RegistrationLook, api: AlertApi | null, held: Held): OrphanPermission {
  if (!principal.ok || !held) return 'unread';
  return api && held.some((one) => isSamePermission(one, ownPermissions[api])) ? 'granted' : 'notGranted';
}
