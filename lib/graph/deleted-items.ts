import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';
import { nextPath } from './next-page';

/**
 * Removes an object from the recycle bin for good, which frees its unique name.
 *
 * @param objectId of a deleted application or service principal
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-delete
 */
export function purgeDeletedItem(context: GraphContext, objectId: string): Promise<Result<void, ServiceError>> {
  return callGraph(context, { method: 'DELETE', path: `/directory/deletedItems/${objectId}`, answer: z.void() });
}

const restoredSchema = z.object({ id: z.guid() });

/**
 * Brings an object back from the recycle bin. An application comes alone: its service principal is an object of its own.
 *
 * @param objectId of a deleted application or service principal
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-restore
 */
export async function restoreDeletedItem(context: GraphContext, objectId: string): Promise<Result<void, ServiceError>> {
  const path = `/directory/deletedItems/${objectId}/restore`;
  const restored = await callGraph(context, { method: 'POST', path, answer: restoredSchema });
  return restored.ok ? succeed(undefined) : restored;
}

const deletedSchema = z.object({
  id: z.guid(),
  appId: z.guid(),
  /** Of applications only. */
  uniqueName: z.string().nullish(),
  /** ISO 8601, UTC. */
  deletedDateTime: z.string(),
});
export type DeletedObject = z.infer<typeof deletedSchema>;

const pageSchema = z.object({ '@odata.nextLink': z.string().optional(), value: z.array(deletedSchema) });

/** A recycle bin fuller than this is not read to its end. */
const MOST_PAGES = 50;

const selected = { application: 'id,appId,uniqueName,deletedDateTime', servicePrincipal: 'id,appId,deletedDateTime' };

/**
 * What the recycle bin holds of one type, in the order that Graph gives.
 *
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
export async function listDeleted(
  context: GraphContext,
  type: 'application' | 'servicePrincipal',
): Promise<Result<readonly DeletedObject[], ServiceError>> {
  let path: string | null = `/directory/deletedItems/microsoft.graph.${type}?$select=${selected[type]}`;
  const rows: DeletedObject[] = [];
  for (let pages = 0; path && pages < MOST_PAGES; pages += 1) {
    const read: Result<z.infer<typeof pageSchema>, ServiceError> = await callGraph(context, {
      method: 'GET',
      path,
      answer: pageSchema,
    });
    if (!read.ok) return read;
    rows.push(...read.value.value);
    path = nextPath(context, read.value['@odata.nextLink']);
  }
  return succeed(rows);
}
