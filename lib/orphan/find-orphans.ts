import 'server-only';
import { alertApis, apiFacts } from '@/lib/cloud/alert-api';
import { type BatchAnswers, readBatch } from '@/lib/graph/batch';
import {
  applicationPath,
  applicationStateSchema,
  type Grants,
  grantsPath,
  grantsSchema,
  principalPath,
  principalStateSchema,
} from '@/lib/graph/connector-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { readPart } from '@/lib/graph/read-part';
import type { TaggedApplication } from '@/lib/graph/tagged-applications';
import type { Result } from '@/lib/result';
import type { AlertApi } from '@/lib/siem/connector-details';
import { declaredApis, type Orphan, type OrphanPermission } from './orphan';

export type OrphanSource = {
  readonly graph: GraphContext;
  /** Applications with the tag that no connector here has. */
  readonly strangers: readonly TaggedApplication[];
  /** Ids of the application permissions in this tenant, where a check has read them. */
  readonly roleIds: Readonly<Record<AlertApi, string | null>>;
};

export type OrphansFound = {
  readonly orphans: readonly Orphan[];
  /** How many there are beyond those that one look takes. */
  readonly more: number;
};

/** Three reads each, in one batch of at most twenty. */
const MOST_AT_ONCE = 6;

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

/** Looks at each stranger by its id too, because a list still names for a while what was deleted. */
export async function findOrphans({ graph, strangers, roleIds }: OrphanSource): Promise<OrphansFound> {
  const looked = strangers.slice(0, MOST_AT_ONCE);
  if (looked.length === 0) return { orphans: [], more: 0 };
  const batch = await readBatch(graph, readsOf(looked));
  const answers: BatchAnswers<string> = batch.ok ? batch.value : () => batch;
  const orphans = looked.flatMap((application, index) => toOrphan(application, { answers, index, roleIds }) ?? []);
  return { orphans, more: strangers.length - looked.length };
}

function readsOf(applications: readonly TaggedApplication[]): Readonly<Record<string, string>> {
  const reads = new Map<string, string>();
  for (const [index, { id, appId }] of applications.entries()) {
    reads.set(`application-${index}`, applicationPath(id));
    reads.set(`principal-${index}`, principalPath(appId));
    reads.set(`grants-${index}`, grantsPath(appId));
  }
  return Object.fromEntries(reads);
}

type Looked = {
  readonly answers: BatchAnswers<string>;
  readonly index: number;
  readonly roleIds: OrphanSource['roleIds'];
};

/** Null for one that is deleted already. */
function toOrphan(application: TaggedApplication, { answers, index, roleIds }: Looked): Orphan | null {
  const still = readPart(answers(`application-${index}`), applicationStateSchema);
  if (still.ok && !still.value) return null;
  const principal = readPart(answers(`principal-${index}`), principalStateSchema);
  const grants = readPart(answers(`grants-${index}`), grantsSchema);
  const api = evaluateApi(application, grants, roleIds);
  return {
    application,
    api,
    principalId: principal.ok ? (principal.value?.id ?? null) : null,
    permission: principal.ok ? evaluatePermission(application, { api, grants, roleIds }) : 'unread',
  };
}

type GrantsRead = Result<Grants | null, ServiceError>;

function evaluateApi(
  application: TaggedApplication,
  grants: GrantsRead,
  roleIds: OrphanSource['roleIds'],
): AlertApi | null {
  const declared = declaredApis(application);
  if (declared.length === 1) return declared[0] ?? null;
  const granted = grants.ok ? (grants.value?.value ?? []) : [];
  const holds = alertApis.filter((api) => granted.some(({ appRoleId }) => appRoleId === roleIds[api]));
  return holds.length === 1 ? (holds[0] ?? null) : null;
}

type Evaluated = {
  readonly api: AlertApi | null;
  readonly grants: GrantsRead;
  readonly roleIds: OrphanSource['roleIds'];
};

function evaluatePermission(application: TaggedApplication, { api, grants, roleIds }: Evaluated): OrphanPermission {
  if (!grants.ok) return 'unread';
  const known = api && roleIds[api];
  const wanted = known ? [known] : declaredRoleIds(application, api);
  return grants.value?.value.some(({ appRoleId }) => wanted.includes(appRoleId)) ? 'granted' : 'notGranted';
}

function declaredRoleIds({ requiredResourceAccess }: TaggedApplication, api: AlertApi | null): readonly string[] {
  const resource = requiredResourceAccess?.find(
    ({ resourceAppId }) => api !== null && resourceAppId === apiFacts(api).resourceAppId,
  );
  return (resource?.resourceAccess ?? []).filter(({ type }) => type === 'Role').map(({ id }) => id);
}
