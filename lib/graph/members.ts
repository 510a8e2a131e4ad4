import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';

export const membersSchema = z.object({
  '@odata.nextLink': z.string().optional(),
  value: z.array(z.object({ '@odata.type': z.string().optional(), roleTemplateId: z.string().nullish() })),
});

export type Members = z.infer<typeof membersSchema>;

/** Directory roles by their template ids; members of other types are left out. */
export type RolesRead = {
  readonly templateIds: readonly string[];
  /** False when Graph hid which roles they are (the caller lacks the scope to read them), or a page was not read. */
  readonly complete: boolean;
};

const ROLE_TYPE = '#microsoft.graph.directoryRole';

/** The signed-in person's roles and groups, through groups as well. */
export const MEMBERS_PATH = '/me/transitiveMemberOf';

/**
 * Reads on from the first page of {@link MEMBERS_PATH}: people in many groups have more than one.
 *
 * @see https://learn.microsoft.com/graph/api/user-list-transitivememberof
 */
export async function readRoles(context: GraphContext, first: Members): Promise<Result<RolesRead, ServiceError>> {
  const members = [...first.value];
  let next = first['@odata.nextLink'];
  while (next) {
    const url = new URL(next);
    // Follows Graph's own link, but never with the token to another host.
    if (url.origin !== context.graphUrl) break;
    const page = await callGraph(context, {
      method: 'GET',
      path: url.pathname.replace(/^\/v1\.0/, '') + url.search,
      answer: membersSchema,
    });
    if (!page.ok) return page;
    members.push(...page.value.value);
    next = page.value['@odata.nextLink'];
  }
  const roles = members.filter((member) => member['@odata.type'] === ROLE_TYPE);
  const templateIds = roles.flatMap((role) => role.roleTemplateId ?? []);
  return succeed({ templateIds, complete: !next && templateIds.length === roles.length });
}

/** As {@link readRoles}, from the start. */
export async function listRoles(context: GraphContext): Promise<Result<RolesRead, ServiceError>> {
  const first = await callGraph(context, { method: 'GET', path: MEMBERS_PATH, answer: membersSchema });
  return first.ok ? readRoles(context, first.value) : first;
}
