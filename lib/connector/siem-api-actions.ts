'use server';

import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { findChangeableConnector } from './connector-access-queries';
import { connectorStore } from './connector-store';
import { detectionsPlace } from './detections-wiring';

const siemApiSchema = z.object({ connectorId: z.guid(), detections: z.boolean() });

/**
 * Remembers whether the SIEM calls the detections API of this portal. Changes nothing in the tenant.
 *
 * @returns false when it was not saved, because the page is out of date: signed out, connector removed, API switched off
 */
export async function saveDetections(connectorId: string, detections: boolean): Promise<boolean> {
  const input = siemApiSchema.safeParse({ connectorId, detections });
  const found = input.success && (await findChangeableConnector(input.data.connectorId));
  if (!found) return false;
  const { connector, operator } = found;
  // Back to Microsoft's own API is always open.
  const allowed = !input.data.detections || detectionsPlace().on;
  const saved = allowed && (await connectorStore.saveDetections(connector, input.data.detections));
  const audit = await currentAudit(operator.session);
  await audit.record({
    action: 'connector-siem-api',
    outcome: saved ? 'done' : 'refused',
    target: connector.id,
    detail: { detections: input.data.detections },
  });
  return saved;
}
