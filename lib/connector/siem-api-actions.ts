'use server';

import { forbidden } from 'next/navigation';
import { z } from 'zod';
import { auditStore } from '@/lib/audit/audit-store';
import { currentRequestId } from '@/lib/request/current-request';
import { findSession, recordRefusal } from '@/lib/session/session-queries';
import { admitToConnector } from './connector-access';
import { connectorStore } from './connector-store';
import { detectionsPlace } from './detections-wiring';

const siemApiSchema = z.object({ connectorId: z.guid(), detections: z.boolean() });

/** Remembers whether the SIEM calls the detections API of this portal. Changes nothing in the tenant. */
export async function saveDetections(connectorId: string, detections: boolean): Promise<void> {
  const session = await findSession();
  const input = siemApiSchema.safeParse({ connectorId, detections });
  if (!session || !input.success) return;
  const key = { tenantId: session.tenantId, id: input.data.connectorId };
  const connector = await connectorStore.find(key);
  if (!connector) return;
  if (!(await admitToConnector(session, connector))) {
    await recordRefusal(session);
    forbidden();
  }
  // Back to Microsoft's own API is always open.
  const allowed = !input.data.detections || detectionsPlace().on;
  if (allowed) await connectorStore.saveDetections(key, input.data.detections);
  await auditStore.record({
    tenantId: session.tenantId,
    personId: session.personId,
    personUpn: session.personUpn,
    action: 'connector-siem-api',
    outcome: allowed ? 'done' : 'refused',
    target: key.id,
    requestId: await currentRequestId(),
    detail: { detections: input.data.detections },
  });
}
