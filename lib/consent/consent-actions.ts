'use server';

import { z } from 'zod';
import { currentAudit } from '@/lib/audit/audit-request';
import { findSession } from '@/lib/session/session-queries';
import { consentStore, type FlowKey } from './consent-store';

const idSchema = z.guid();

async function ownKey(flowId: string): Promise<FlowKey | null> {
  const session = await findSession();
  const id = idSchema.safeParse(flowId);
  return session && id.success ? { id: id.data, tenantId: session.tenantId, personId: session.personId } : null;
}

/**
 * The person gave up waiting. Nothing has been made in the tenant yet.
 *
 * @returns false when there is nothing to cancel any more: the work goes on, or has ended
 */
export async function cancelConsent(flowId: string): Promise<boolean> {
  const session = await findSession();
  const key = await ownKey(flowId);
  if (!session || !key || !(await consentStore.move(key, ['waiting', 'consented'], 'cancelled'))) return false;
  const audit = await currentAudit(session);
  await audit.record({ action: 'consent-cancel', outcome: 'done', target: key.id });
  return true;
}

/** Tells whether `Open again` opened. */
export async function reportPopup(flowId: string, opened: boolean): Promise<void> {
  const key = await ownKey(flowId);
  if (key) await consentStore.saveSurface(key, opened ? 'popup' : 'blocked');
}
