'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { fail, succeed } from '@/lib/result';
import { defineAction } from '@/lib/session/define-action';
import { changeUse, comparePermissions, isDifferent, neededPermissions } from '@/lib/siem/catalogue/needed-permissions';
import { siemTypes } from '@/lib/siem/catalogue/siem-catalogue';
import { onConnector } from './connector-access-queries';
import { connectorStore } from './connector-store';

/**
 * Remembers which SIEM the connector is for. Changes nothing in the tenant, so that a SIEM which needs other permissions
 * is not remembered here: that takes an operation. Outdated: the connector is gone, or was changed since.
 */
export const saveSiemType = defineAction(
  { access: onConnector, input: z.tuple([z.guid(), z.string().pipe(z.enum(siemTypes))]) },
  async ({ caller: { connector }, audit }, _connectorId, siemType) => {
    const use = changeUse(connector.api, { siemType, incidents: connector.incidents });
    if (isDifferent(comparePermissions(neededPermissions(use), neededPermissions(connector)))) return fail('outdated');
    const end = await audit.begin({ action: 'connector-siem-type', target: connector.id, detail: { siemType } });
    const saved = await connectorStore.saveSiemType(connector, siemType);
    await end(saved ? 'done' : 'failed', { siemType });
    return saved ? succeed(undefined) : fail('outdated');
  },
);

/** The browser shows the secret: from now on it counts as delivered. */
export const confirmSecretShown = defineAction(
  { access: onConnector, input: z.tuple([z.guid(), z.guid()]) },
  async ({ caller: { connector }, audit }, _connectorId, secret) => {
    if (!(await connectorStore.deliverSecret(connector, secret))) return fail('outdated');
    await audit.record({ action: 'secret-deliver', outcome: 'done', target: connector.id, detail: { secret } });
    // What the router keeps of this page for the way back must not say that nobody has seen the secret.
    refresh();
    return succeed(undefined);
  },
);
