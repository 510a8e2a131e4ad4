import 'server-only';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { listWaitingApprovals } from '@/lib/approval/approval-store';
import { pruneAudit } from '@/lib/audit/retention-store';
import type { BackgroundJob } from '@/lib/background/background-job';
import { backgroundStore } from '@/lib/background/background-store';
import { runBackground } from '@/lib/background/run-background';
import { channelStore } from '@/lib/channels/channel-store';
import { portalRoads } from '@/lib/channels/channel-dependencies';
import { messageOf } from '@/lib/channels/channel-message';
import { deliverNotices } from '@/lib/channels/deliver-notices';
import { deliveryStore } from '@/lib/channels/delivery-store';
import { sendToChannel } from '@/lib/channels/send-to-channel';
import { listEveryConnector } from '@/lib/connector/connector-watch-store';
import { checkpoint } from '@/lib/db/maintenance';
import { environment } from '@/lib/env';
import { systemClock } from '@/lib/http/retry';
import { log } from '@/lib/log';
import { noticeStore } from '@/lib/notices/notice-store';
import { watchedCredentials } from '@/lib/notices/portal-credential';
import { portalCredentialStore } from '@/lib/notices/portal-credential-store';
import { type ScanSource, scanNotices } from '@/lib/notices/scan-notices';
import { operationStore } from '@/lib/operation/operation-store';
import { removeEndedCounts } from '@/lib/rate-limit/rate-limit-store';
import { sessionStore } from '@/lib/session/session-store';

/** Removes what has ended, and keeps the embedded database small. */
const tidy: BackgroundJob = {
  name: 'tidy',
  everySeconds: 600,
  async run({ now }) {
    await sessionStore.removeEnded();
    await operationStore.removeEnded(now);
    await removeEndedCounts(now);
    const { AUDIT_RETENTION_DAYS } = environment();
    if (AUDIT_RETENTION_DAYS !== undefined) await pruneAudit(AUDIT_RETENTION_DAYS, now);
    await checkpoint();
    return null;
  },
};

/** Looks for what is to be told, at the latest when the next threshold is reached. */
const notices: BackgroundJob = {
  name: 'notices',
  everySeconds: 300,
  async run({ now, since }) {
    const { ENTRA_TENANT_ID: tenantId, credentials } = environment();
    const source: ScanSource = {
      tenantId,
      store: noticeStore,
      connectors: () => listEveryConnector(tenantId),
      approvals: (at) => listWaitingApprovals(tenantId, at),
      portal: async () => watchedCredentials(credentials, await portalCredentialStore.list(tenantId)),
    };
    const { nextAt, news } = await scanNotices(source, { now, since });
    if (news > 0) await backgroundStore.makeDue(tenantId, 'deliveries', now);
    return nextAt;
  },
};

/** Hands notices to the channels. */
const deliveries: BackgroundJob = {
  name: 'deliveries',
  everySeconds: 300,
  run: ({ signal }) => {
    const roads = portalRoads();
    const { portal } = roads;
    return deliverNotices({
      tenantId: environment().ENTRA_TENANT_ID,
      deliveries: deliveryStore,
      channels: channelStore,
      notices: noticeStore,
      send: (channel, { id, notice }, now) =>
        sendToChannel(roads, channel, { message: messageOf(notice, { id, locale: channel.locale, portal, now }), now }),
      now: systemClock.now,
      signal,
    });
  },
};

const jobs: readonly BackgroundJob[] = [tidy, notices, deliveries];

/** How long a portal that stops waits for the job that runs; milliseconds. */
const STOP_WITHIN_MS = 5_000;

/** Begins the work that the portal does by itself. @returns stops it */
export function startBackground(): () => Promise<void> {
  const stopping = new AbortController();
  const worker = { tenantId: environment().ENTRA_TENANT_ID, owner: randomUUID() };
  const failed = (job: string | null, error: unknown) =>
    log().warn({ job, err: error instanceof Error ? error.name : 'unknown' }, 'background work failed');
  const work = runBackground({ worker, jobs, store: backgroundStore, clock: systemClock, failed }, stopping.signal);
  return async () => {
    stopping.abort();
    await Promise.race([work, setTimeout(STOP_WITHIN_MS, undefined, { ref: false })]);
  };
}
