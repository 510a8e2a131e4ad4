import 'server-only';
import type { StepWait } from '@/lib/connector/connector';
import { prisma } from '@/lib/db/prisma-client';
import type { Leftover } from './consent';
import { type FlowKey, whereOf } from './consent-store';

/** What the work of a flow notes for its page, which reads it with the flow. */
export const flowNotesStore = {
  /** What the work waits for. */
  async saveWait(key: FlowKey, wait: StepWait): Promise<void> {
    const db = await prisma();
    await db.consentFlow.updateMany({ where: { ...whereOf(key), state: 'running' }, data: { wait } });
  },

  /** What it left behind, told for as long as the page can be opened. */
  async saveLeftovers(key: FlowKey, leftovers: readonly Leftover[]): Promise<void> {
    const db = await prisma();
    await db.consentFlow.updateMany({ where: whereOf(key), data: { leftovers: [...leftovers] } });
  },
};

export type FlowNotesStore = typeof flowNotesStore;
