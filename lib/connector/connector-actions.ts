'use server';

import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { changeUse, comparePermissions, isDifferent, neededPermissions } from '@/lib/siem/catalogue/needed-permissions';
import { siemTypes } from '@/lib/siem/catalogue/siem-catalogue';
import { findChangeableConnector } from './connector-access-queries';
import { connectorStore } from './connector-store';

const siemTypeSchema = z.object({ connectorId: z.guid(), siemType: z.enum(siemTypes) });

/**
 * Remembers which SIEM the connector is for. Changes nothing in the tenant, so that a SIEM which needs other permissions
 * is not remembered here: that takes an operation.
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

const shownSchema = z.object({ connectorId: z.guid(), secretId: z.guid() });

/** The browser shows the secret: from now on it counts as delivered. */
export async function confirmSecretShown(connectorId: string, secretId: string): Promise<void> {
  const shown = shownSchema.safeParse({ connectorId, secretId });
  const found = shown.success && (await findChangeableConnector(shown.data.connectorId));
  if (!found) return;
  const { connector, operator } = found;
  if (!(await connectorStore.deliverSecret(connector, shown.data.secretId))) return;
  const audit = await currentAudit(operator.session);
  const detail = { secret: shown.data.secretId };
  await audit.record({ action: 'secret-deliver', outcome: 'done', target: connector.id, detail });
}
