import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';

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
