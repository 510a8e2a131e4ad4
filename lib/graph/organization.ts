import 'server-only';
import { z } from 'zod';
import { type Result, succeed } from '@/lib/result';
import type { GraphContext } from './graph-context';
import type { ServiceError } from '@/lib/http/service-error';
import { callGraph } from './graph-request';

const organizationsSchema = z.object({
  value: z.array(
    z.object({
      displayName: z.string().nullish(),
      verifiedDomains: z.array(z.object({ name: z.string().nullish(), isDefault: z.boolean().nullish() })).nullish(),
    }),
  ),
});

/** How a tenant calls itself. */
export type Organization = { readonly name: string | null; readonly domain: string | null };

/** @see https://learn.microsoft.com/graph/api/organization-list */
export async function readOrganization(context: GraphContext): Promise<Result<Organization, ServiceError>> {
  const read = await callGraph(context, {
    method: 'GET',
    path: '/organization?$select=id,displayName,verifiedDomains',
    answer: organizationsSchema,
  });
  if (!read.ok) return read;
  const [organization] = read.value.value;
  const domain = organization?.verifiedDomains?.find(({ isDefault }) => isDefault);
  return succeed({ name: organization?.displayName ?? null, domain: domain?.name ?? null });
}
