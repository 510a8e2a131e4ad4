'use server';

import { forbidden } from 'next/navigation';
import { z } from 'zod';
import { auditStore } from '@/lib/audit/audit-store';
import { consentDependencies } from '@/lib/consent/consent-wiring';
import { realPatience } from '@/lib/http/retry';
import { currentRequestId } from '@/lib/request/current-request';
import { findSession, recordRefusal } from '@/lib/session/session-queries';
import { changeUse, comparePermissions, isDifferent, neededPermissions } from '@/lib/siem/needed-permissions';
import { siemTypes } from '@/lib/siem/siem-catalogue';
import { authorizeWork } from './authorize-work';
import { beginWork } from './begin-work';
import { admitToConnector } from './connector-access';
import { connectorStore } from './connector-store';
import { type PassageResult, runPassage } from './run-passage';
import { setupContext } from './setup-wiring';
import { plainProblem } from './step-problem';

const siemTypeSchema = z.object({ connectorId: z.guid(), siemType: z.enum(siemTypes) });

/**
 * Remembers which SIEM the connector is for. Changes nothing in the tenant, so that a SIEM which needs other permissions
 * is not remembered here: that takes a passage.
 */
export async function saveSiemType(connectorId: string, siemType: string): Promise<void> {
  const session = await findSession();
  const input = siemTypeSchema.safeParse({ connectorId, siemType });
  if (!session || !input.success) return;
  const key = { tenantId: session.tenantId, id: input.data.connectorId };
  const connector = await connectorStore.find(key);
  if (!connector) return;
  if (!(await admitToConnector(session, connector))) {
    await recordRefusal(session);
    forbidden();
  }
  const use = changeUse(connector.api, { siemType: input.data.siemType, incidents: connector.incidents });
  if (isDifferent(comparePermissions(neededPermissions(use), neededPermissions(connector)))) return;
  await connectorStore.saveSiemType(key, input.data.siemType);
  await auditStore.record({
    tenantId: session.tenantId,
    personId: session.personId,
    personUpn: session.personUpn,
    action: 'connector-siem-type',
    outcome: 'done',
    target: connectorId,
    requestId: await currentRequestId(),
    detail: { siemType: input.data.siemType },
  });
}

/** Does the work of a passage once consent is there: a new secret, removing an old one, tokens. */
export async function completePassage(flowId: string): Promise<PassageResult> {
  const session = await findSession();
  const { flows, sealer, redirectUri } = consentDependencies();
  const work = session && (await authorizeWork({ flows, sealer, connectors: connectorStore }, session, flowId));
  if (!work) {
    if (session) await recordRefusal(session);
    forbidden();
  }
  if (!work.grant) return { kind: 'consentAgain' };
  const begun = await beginWork(flows, { ...work.flow, from: ['consented'] }, realPatience);
  if (begun === 'busy') return { kind: 'failed', problem: plainProblem('busy') };
  if (begun === 'taken') return { kind: 'consentAgain' };
  const context = setupContext(work.operator, work.grant, await currentRequestId());
  return runPassage(context, { flows, redirectUri }, { ...work, grant: work.grant });
}
