import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';

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

/** What one look takes, of a page size that Graph allows: a tenant with more of them is not read to its end. */
const MOST_PAGES = 3;
const PAGE_SIZE = 999;

export type TaggedApplications = {
  readonly applications: readonly TaggedApplication[];
  /** Whether these are all that the tenant has. */
  readonly isWhole: boolean;
};

const SELECTED = 'id,appId,displayName,uniqueName,createdDateTime,notes,requiredResourceAccess,passwordCredentials';

/**
 * Applications that carry the tag, deleted ones not among them: some three thousand at most. A list lags behind reads
 * by id for a while.
 *
 * @param tag plain letters and hyphens
 * @see https://learn.microsoft.com/graph/api/application-list
 */
export async function listTaggedApplications(
  context: GraphContext,
  tag: string,
): Promise<Result<TaggedApplications, ServiceError>> {
  const filter = encodeURIComponent(`tags/any(t:t eq '${tag}')`);
  let path: string | null = `/applications?$filter=${filter}&$select=${SELECTED}&$top=${PAGE_SIZE}`;
  const found: TaggedApplication[] = [];
  const asked = new Set<string>();
  // A link that leads back ends it too.
  while (path && !asked.has(path)) {
    if (asked.size === MOST_PAGES) return succeed({ applications: found, isWhole: false });
    asked.add(path);
    const read: Result<z.infer<typeof pageSchema>, ServiceError> = await callGraph(context, {
      method: 'GET',
      path,
      answer: pageSchema,
    });
    if (!read.ok) return read;
    found.push(...read.value.value);
    path = nextPath(context, read.value['@odata.nextLink']);
  }
  return succeed({ applications: found, isWhole: true });
}

/** Follows Graph's own link, but never with the token to another host. */
function nextPath({ graphUrl }: GraphContext, link: string | undefined): string | null {
  const url = link ? new URL(link) : null;
  return url?.origin === graphUrl ? url.pathname.replace(/^\/v1\.0/, '') + url.search : null;
}
