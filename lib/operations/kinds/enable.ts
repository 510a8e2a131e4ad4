import 'server-only';
import { randomUUID } from 'node:crypto';
import { type Connector, CONNECTOR_TAG } from '@/lib/connector/connector';
import { type AdoptionInput, adoptionInputSchema, enableInputSchema } from '@/lib/connector/connector-input';
import type { DirectoryContext } from '@/lib/directory/directory-context';
import { restoreDeleted } from '@/lib/directory/recycle-connector';
import { provisionConnector } from '@/lib/directory/provision-connector';
import { findTaggedApplication } from '@/lib/graph/tagged-applications';
import { findOrphan } from '@/lib/orphan/find-orphans';
import { fail, succeed } from '@/lib/result';
import { planAdoption } from '../adopt';
import { defineOperation } from '../define-operation';

/** Makes a connector work in the tenant, or goes on where an earlier operation on the same connector stopped. */
export const enable = defineOperation({
  kind: 'enable',
  action: 'connector-enable',
  step: null,
  cleansUpFirst: false,
  keepsToken: true,
  createConnector,
  async run(context, { connector, restoring }) {
    const restored = restoring ? await restoreDeleted(context, connector) : succeed(connector);
    if (!restored.ok) return restored;
    const made = await provisionConnector(context, restored.value);
    if (!made.ok) return fail(made.error.problem);
    const result = { kind: 'secret', connectorId: connector.id, secret: made.value } as const;
    return succeed({ outcome: { kind: 'enabled' }, result });
  },
});

async function createConnector(
  context: DirectoryContext,
  operation: { readonly id: string; readonly input: unknown },
): Promise<Connector | null> {
  const adoption = adoptionInputSchema.safeParse(operation.input);
  if (adoption.success) return adoptApplication(context, operation.id, adoption.data);
  const input = enableInputSchema.safeParse(operation.input);
  if (!input.success) return null;
  const { connectors, operator } = context;
  const id = randomUUID();
  const { tenantId, personUpn: createdByUpn } = operator.session;
  return connectors.createFor(operation.id, {
    ...input.data,
    serviceManagementReference: input.data.serviceManagementReference ?? null,
    id,
    tenantId,
    createdByUpn,
    uniqueName: `siem-connect-${id}`,
  });
}

/** The row says whose application it is; that it is clean is the first step's work, before anything is granted. */
async function adoptApplication(
  context: DirectoryContext,
  operationId: string,
  { applicationId, name, secretDays }: AdoptionInput,
): Promise<Connector | null> {
  const { connectors, graph, operator, ownership, redirectUris, clock } = context;
  const { tenantId, personId } = operator.session;
  const application = await findTaggedApplication(graph, CONNECTOR_TAG, applicationId);
  if (!application.ok || !application.value) return null;
  const source = { graph, tenantId, personId, ownership, redirectUris };
  const orphan = await findOrphan(source, application.value);
  const plan = orphan && planAdoption({ operator, now: clock.now() }, orphan);
  if (!orphan || !plan) return null;
  const { id: target, appId } = plan;
  const detail = { appId, aim: 'keep', signed: orphan.proof !== null, foreign: orphan.foreign?.length ?? null };
  const end = await context.audit.begin({ action: 'connector-adopt', target, detail });
  const adopted = await connectors.adopt(
    { ...plan, name, secretDays, state: 'incomplete', endedSteps: [] },
    operationId,
  );
  await end(adopted ? 'done' : 'failed', detail);
  return adopted;
}
