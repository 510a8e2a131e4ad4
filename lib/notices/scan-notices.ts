import type { WaitingApproval } from './find-notices';
import { findNotices, type PortalCredential } from './find-notices';
import type { Connector } from '@/lib/connector/connector';
import type { NoticeStore } from './notice-store';

export type ScanSource = {
  readonly tenantId: string;
  readonly store: Pick<NoticeStore, 'listKnown' | 'raise' | 'close'>;
  readonly connectors: () => Promise<readonly Connector[]>;
  readonly approvals: (now: Date) => Promise<readonly WaitingApproval[]>;
  readonly portal: () => Promise<readonly PortalCredential[]>;
};

/**
 * Looks at everything that ends or fails by the portal's own records, and writes down what is news. Begun again at any
 * time it writes nothing twice.
 *
 * @returns when something ends next, and how many notices were news
 */
export async function scanNotices(
  { tenantId, store, ...source }: ScanSource,
  { now, since }: { readonly now: Date; readonly since: Date | null },
): Promise<{ readonly nextAt: Date | null; readonly news: number }> {
  const [connectors, approvals, portal, known] = [
    await source.connectors(),
    await source.approvals(now),
    await source.portal(),
    await store.listKnown(tenantId),
  ];
  const { raise, close, nextAt } = findNotices({ now, since, connectors, approvals, portal, known });
  const news = await store.raise(tenantId, raise, { now });
  await store.close(tenantId, close, now);
  return { nextAt, news };
}
