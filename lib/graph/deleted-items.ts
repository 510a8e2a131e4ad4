import 'server-only';
import { z } from 'zod';
import type { Result } from '@/lib/result';
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
