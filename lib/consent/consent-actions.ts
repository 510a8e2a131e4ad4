'use server';

import { z } from 'zod';
import { findSession } from '@/lib/session/session-queries';
import { consentStore, type FlowKey } from './consent-store';

const idSchema = z.guid();

async function ownKey(flowId: string): Promise<FlowKey | null> {
  const session = await findSession();
  const id = idSchema.safeParse(flowId);
  return session && id.success ? { id: id.data, tenantId: session.tenantId, personId: session.personId } : null;
}

/** The person gave up waiting. Nothing has been made in the tenant yet. */
export async function cancelConsent(flowId: string): Promise<void> {
  const key = await ownKey(flowId);
  if (key) await consentStore.move(key, ['waiting', 'consented'], 'cancelled');
}

/** Tells whether `Open again` opened. */
export async function reportPopup(flowId: string, opened: boolean): Promise<void> {
  const key = await ownKey(flowId);
  if (key) await consentStore.saveSurface(key, opened ? 'popup' : 'blocked');
}
