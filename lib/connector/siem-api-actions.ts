'use server';

import { z } from 'zod';
import { fail, succeed } from '@/lib/result';
import { defineAction } from '@/lib/session/define-action';
import { onConnector } from './connector-access-queries';
import { connectorStore } from './connector-store';
import { detectionsEndpoint } from './detections-endpoint';

/**
 * Remembers whether the SIEM calls the detections API of this portal. Changes nothing in the tenant. Outdated: the
 * connector is gone, or the API was switched off.
 */
export const saveDetections = defineAction(
  { access: onConnector, input: z.tuple([z.guid(), z.boolean()]) },
  async ({ caller: { connector }, audit }, _connectorId, detections) => {
    // Back to Microsoft's own API is always open.
    const allowed = !detections || detectionsEndpoint().on;
    const end = await audit.begin({ action: 'connector-siem-api', target: connector.id, detail: { detections } });
    const saved = allowed && (await connectorStore.saveDetections(connector, detections));
    await end(saved ? 'done' : 'refused', { detections });
    return saved ? succeed(undefined) : fail('outdated');
  },
);
