import 'server-only';
import { randomUUID } from 'node:crypto';
import type { ConsentFlow } from '@/lib/consent/consent';
import type { ConsentStore } from '@/lib/consent/consent-store';
import { fail, type Result } from '@/lib/result';
import type { Connector } from './connector';
import { enableInputSchema } from './connector-input';
import type { StepFailure } from './journal-step';
import { leaseWork } from './lease-work';
import { provisionConnector } from './provision-connector';
import type { FreshSecret, SetupContext } from './setup-context';
import { plainProblem } from './step-problem';

/**
 * The work that consent to enable allows: the connector's row first, then everything in the tenant. Begins where an
 * earlier try of the same connector stopped.
 */
export async function enableConnector(
  context: SetupContext,
  flows: ConsentStore,
  flow: ConsentFlow,
): Promise<Result<FreshSecret, StepFailure>> {
  return leaseWork(flows, flow, async () => {
    const connector = await findOrCreate(context, flow);
    const outcome = await provisionStanding(context, connector);
    await flows.move(flow, ['running'], outcome.ok ? 'done' : 'failed');
    await context.audit.record({
      action: 'connector-enable',
      outcome: outcome.ok ? 'done' : 'failed',
      target: connector?.id ?? flow.id,
      detail: outcome.ok ? {} : { step: outcome.error.step, cause: outcome.error.problem.cause },
    });
    return outcome;
  });
}

/** Read anew under the lease: a removal that began and broke off meanwhile must not be set up again. */
async function provisionStanding(
  context: SetupContext,
  connector: Connector | null,
): Promise<Result<FreshSecret, StepFailure>> {
  if (!connector) return fail({ step: 'application', problem: plainProblem('interrupted') });
  if (connector.state === 'removing') return fail({ step: 'application', problem: plainProblem('removing') });
  return provisionConnector(context, connector);
}

async function findOrCreate({ connectors, operator }: SetupContext, flow: ConsentFlow): Promise<Connector | null> {
  const { tenantId } = flow;
  if (flow.connectorId) return connectors.find({ tenantId, id: flow.connectorId });
  const input = enableInputSchema.safeParse(flow.input);
  if (!input.success) return null;
  const id = randomUUID();
  const { personId: createdById, personUpn: createdByUpn } = operator.session;
  const connector = {
    ...input.data,
    ...{ id, tenantId, createdById, createdByUpn },
    uniqueName: `siem-connect-${id}`,
    siemType: 'arcsight',
  } as const;
  return connectors.createFor(flow.id, connector);
}
