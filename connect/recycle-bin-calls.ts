import { z } from 'zod';
import type { GraphContext } from '../lib/graph/graph-context';
import { callGraph } from '../lib/graph/graph-request';
import { nextPath } from '../lib/graph/next-page';
import type { ServiceError } from '../lib/http/service-error';
import { type Result, succeed } from '../lib/result';

const deletedSchema = z.object({ id: z.guid(), appId: z.guid(), uniqueName: z.string().nullish() });

const pageSchema = z.object({ value: z.array(deletedSchema), '@odata.nextLink': z.url().optional() });

export type DeletedObject = z.infer<typeof deletedSchema>;

/**
 * Everything of one kind in the recycle bin. A unique name cannot be asked for there, so all of it is read.
 *
 * @see https://learn.microsoft.com/graph/api/directory-deleteditems-list
 */
export async function listDeleted(
  graph: GraphContext,
  kind: 'application' | 'servicePrincipal',
): Promise<Result<readonly DeletedObject[], ServiceError>> {
  const select = kind === 'application' ? 'id,appId,uniqueName' : 'id,appId';
  const found: DeletedObject[] = [];
  let path: string | null = `/directory/deletedItems/microsoft.graph.${kind}?$select=${select}&$top=999`;
  while (path) {
    const page: Result<z.infer<typeof pageSchema>, ServiceError> = await callGraph(graph, {
      method: 'GET',
      path,
      answer: pageSchema,
    });
    if (!page.ok) return page;
    found.push(...page.value.value);
    path = nextPath(graph, page.value['@odata.nextLink']);
  }
  return succeed(found);
}
