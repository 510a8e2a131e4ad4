import 'server-only';
import type { z } from 'zod';
import { apiFacts } from '@/lib/cloud/alert-api';
import { type BatchAnswers, readBatch } from '@/lib/graph/batch';
import {
  type AppManagementPolicy,
  POLICY_PATH,
  policySchema,
  type Resource,
  resourcePath,
  resourceSchema,
  SKUS_PATH,
  type Skus,
  skusSchema,
} from '@/lib/graph/directory-reads';
import type { GraphContext } from '@/lib/graph/graph-context';
import { serviceError, type ServiceError } from '@/lib/http/service-error';
import { MEMBERS_PATH, membersSchema, readRoles, type RolesRead } from '@/lib/graph/members';
import { fail, type Result, succeed } from '@/lib/result';
import type { AlertApi } from '@/lib/siem/connector-details';

/** What the tenant says of itself, each part read or not on its own. */
export type TenantReading = {
  readonly roles: Result<RolesRead, ServiceError>;
  readonly skus: Result<Skus, ServiceError>;
  readonly policy: Result<AppManagementPolicy, ServiceError>;
  /** Null: the tenant has no such service principal. */
  readonly resources: Readonly<Record<AlertApi, Result<Resource | null, ServiceError>>>;
};

const reads = {
  members: MEMBERS_PATH,
  skus: SKUS_PATH,
  defender: resourcePath(apiFacts('defender-alerts').resourceAppId),
  graph: resourcePath(apiFacts('graph-alerts').resourceAppId),
  policy: POLICY_PATH,
};

/** Reads everything in one round trip to Microsoft Graph; only people in more than 100 groups take another. */
export async function readTenant(graph: GraphContext): Promise<TenantReading> {
  const batch = await readBatch(graph, reads);
  const answers: BatchAnswers<keyof typeof reads> = batch.ok ? batch.value : () => batch;
  const members = parsePart(answers('members'), membersSchema);
  return {
    roles: members.ok ? await readRoles(graph, members.value) : members,
    skus: parsePart(answers('skus'), skusSchema),
    policy: parsePart(answers('policy'), policySchema),
    resources: {
      'defender-alerts': parseResource(answers('defender')),
      'graph-alerts': parseResource(answers('graph')),
    },
  };
}

function parsePart<Value>(
  answer: Result<unknown, ServiceError>,
  schema: z.ZodType<Value>,
): Result<Value, ServiceError> {
  if (!answer.ok) return answer;
  const parsed = schema.safeParse(answer.value);
  if (parsed.success) return succeed(parsed.data);
  return fail(serviceError({ kind: 'malformed', status: 200 }));
}

function parseResource(answer: Result<unknown, ServiceError>): Result<Resource | null, ServiceError> {
  if (!answer.ok && answer.error.kind === 'notFound') return succeed(null);
  return parsePart(answer, resourceSchema);
}
