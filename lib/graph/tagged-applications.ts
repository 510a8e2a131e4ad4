import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';
import { nextPath } from './next-page';

const taggedSchema = z.object({
  id: z.guid(),
  appId: z.guid(),
  displayName: z.string().nullish(),
  uniqueName: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  notes: z.string().nullish(),
  requiredResourceAccess: z
    .array(
      z.object({ resourceAppId: z.string(), resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })) }),
    )
    .nullish(),
  passwordCredentials: z
    .array(
      z.object({
        keyId: z.guid(),
        displayName: z.string().nullish(),
        hint: z.string().nullish(),
        startDateTime: z.string().nullish(),
        endDateTime: z.string(),
      }),
    )
    .nullish(),
});

const pageSchema = z.object({ '@odata.nextLink': z.string().optional(), value: z.array(taggedSchema) });

/** An application as a list tells it. Times are ISO 8601, UTC. */
export type TaggedApplication = z.infer<typeof taggedSchema>;

/**
 * What one look takes, of a page size that Graph allows. So many that nobody hides an application behind others; a list
 * that does not end is given up.
 */
const MOST_PAGES = 100;
const PAGE_SIZE = 999;

export type TaggedApplications = {
  readonly applications: readonly TaggedApplication[];
  /** Whether these are all that the tenant has. */
  readonly isWhole: boolean;
};

const SELECTED = 'id,appId,displayName,uniqueName,createdDateTime,notes,requiredResourceAccess,passwordCredentials';

/**
 * Applications that carry the tag, deleted ones not among them. A list lags behind reads by id for a while.
 *
 * @param tag plain letters and hyphens
 * @see https://learn.microsoft.com/graph/api/application-list
 */
export async function listTaggedApplications(
  context: GraphContext,
  tag: string,
): Promise<Result<TaggedApplications, ServiceError>> {
  const listed = await listTagged(context, `/applications?${tagged(tag)}&$select=${SELECTED}`, pageSchema);
  return listed.ok ? succeed({ applications: listed.value.rows, isWhole: listed.value.isWhole }) : listed;
}

/**
 * Notes of the service principals that carry the tag, by app id.
 *
 * @see https://learn.microsoft.com/graph/api/serviceprincipal-list
 */
export async function listTaggedNotes(
  context: GraphContext,
  tag: string,
): Promise<Result<ReadonlyMap<string, string>, ServiceError>> {
  const listed = await listTagged(context, `/servicePrincipals?${tagged(tag)}&$select=appId,notes`, notesSchema);
  if (!listed.ok) return listed;
  return succeed(new Map(listed.value.rows.flatMap(({ appId, notes }) => (notes ? [[appId, notes] as const] : []))));
}

/**
 * One of them by its object id.
 *
 * @returns null when it is gone, or does not carry the tag
 */
export async function findTaggedApplication(
  context: GraphContext,
  tag: string,
  objectId: string,
): Promise<Result<TaggedApplication | null, ServiceError>> {
  const found = await callGraph(context, {
    method: 'GET',
    path: `/applications/${objectId}?$select=${SELECTED},tags`,
    answer: taggedSchema.extend({ tags: z.array(z.string()) }),
  });
  if (!found.ok) return found.error.kind === 'notFound' ? succeed(null) : found;
  return succeed(found.value.tags.includes(tag) ? found.value : null);
}

const notesSchema = z.object({
  '@odata.nextLink': z.string().optional(),
  value: z.array(z.object({ appId: z.guid(), notes: z.string().nullish() })),
});

function tagged(tag: string): string {
  return `$filter=${encodeURIComponent(`tags/any(t:t eq '${tag}')`)}&$top=${PAGE_SIZE}`;
}

type Listed<Row> = { readonly rows: readonly Row[]; readonly isWhole: boolean };

async function listTagged<Row>(
  context: GraphContext,
  first: string,
  schema: z.ZodType<{ '@odata.nextLink'?: string | undefined; value: Row[] }>,
): Promise<Result<Listed<Row>, ServiceError>> {
  let path: string | null = first;
  const rows: Row[] = [];
  const asked = new Set<string>();
  // A link that leads back ends it too.
  while (path && !asked.has(path)) {
    if (asked.size === MOST_PAGES) return succeed({ rows, isWhole: false });
    asked.add(path);
    const read: Result<z.infer<typeof schema>, ServiceError> = await callGraph(context, {
      method: 'GET',
      path,
      answer: schema,
    });
    if (!read.ok) return read;
    rows.push(...read.value.value);
    path = nextPath(context, read.value['@odata.nextLink']);
  }
  return succeed({ rows, isWhole: true });
}
