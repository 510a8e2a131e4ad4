import 'server-only';
import { backgroundStore } from '@/lib/background/background-store';
import { log } from '@/lib/log';
import { noticeStore } from './notice-store';
import { type SeenConnector, tellDrift } from './tell-drift';

/** Tells of changes that a look found, without holding the look up when that cannot be written down. */
export async function noteDrift(tenantId: string, seen: readonly SeenConnector[]): Promise<void> {
  const now = new Date();
  try {
    const news = await tellDrift(noticeStore, { tenantId, seen, now });
    if (news > 0) await backgroundStore.makeDue(tenantId, 'deliveries', now);
  } catch (error) {
    log().warn({ err: error instanceof Error ? error.name : 'unknown' }, 'a change in the directory was not told');
  }
}
