'use server';

import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { consentDependencies } from '@/lib/consent/consent-wiring';
import { systemClock } from '@/lib/http/retry';
import { currentRequestId } from '@/lib/request/current-request';
import { changeUse, comparePermissions, isDifferent, neededPermissions } from '@/lib/siem/catalogue/needed-permissions';
import { siemTypes } from '@/lib/siem/catalogue/siem-catalogue';
import { beginWork } from './begin-work';
import { findChangeableConnector, requireWork } from './connector-access-queries';
import { connectorStore } from './connector-store';
import { type PassageResult, runPassage } from './run-passage';
import { setupContext } from './setup-wiring';
import { plainProblem } from './step-problem';

const siemTypeSchema = z.object({ connectorId: z.guid(), siemType: z.enum(siemTypes) });

/**
 * Remembers which SIEM the connector is for. Changes nothing in the tenant, so that a SIEM which needs other permissions
 * is not remembered here: that takes a passage.
 *
 * @returns false when it was not saved, because the page is out of date: signed out, connector removed or changed
 */
export async function saveSiemType(connectorId: string, siemType: string): Promise<boolean> {
  const input = siemTypeSchema.safeParse({ connectorId, siemType });
  const found = input.success && (await findChangeableConnector(input.data.connectorId));
  if (!found) return false;
  const { connector, operator } = found;
  const use = changeUse(connector.api, { siemType: input.data.siemType, incidents: connector.incidents });
  if (isDifferent(comparePermissions(neededPermissions(use), neededPermissions(connector)))) return false;
  if (!(await connectorStore.saveSiemType(connector, input.data.siemType))) return false;
  const audit = await currentAudit(operator.session);
  const detail = { siemType: input.data.siemType };
  await audit.record({ action: 'connector-siem-type', outcome: 'done', target: connector.id, detail });
  return true;
}

/** Does the work of a passage once consent is there: a new secret, removing an old one, tokens. */
export async function completePassage(flowId: string): Promise<PassageResult> {
  const { flows, redirectUri } = consentDependencies();
  const work = await requireWork(flowId);
  if (!work.grant) return { kind: 'consentAgain' };
  const begun = await beginWork(flows, { ...work.flow, from: ['consented'] }, systemClock);
  if (begun === 'busy') return { kind: 'failed', problem: plainProblem('busy') };
  if (begun === 'taken') return { kind: 'consentAgain' };
  const context = setupContext(work.operator, work.grant, await currentRequestId());
  return runPassage(context, { flows, redirectUri }, { ...work, grant: work.grant });
}
