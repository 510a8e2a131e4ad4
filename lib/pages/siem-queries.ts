import 'server-only';
import type { DetectionsEndpoint } from '@/lib/connector/detections-endpoint';
import { getDetectionsEndpoint } from '@/lib/connector/detections-endpoint-queries';
import { listOrphans, type OrphanList } from '@/lib/orphan/orphan-queries';
import type { PrerequisitesReport } from '@/lib/prerequisites/prerequisite';
import { getPrerequisites } from '@/lib/prerequisites/prerequisite-queries';
import { authorizeOperator } from '@/lib/session/access';
import { type Arriving, arriving } from '@/lib/session/at-hand';
import { requireViewer } from '@/lib/session/session-queries';
import { type EnableOptions, getEnableOptions } from './enable-queries';

/** What Settings > SIEM shows beside the list of connectors. */
export type SiemParts = {
  readonly endpoint: DetectionsEndpoint;
  /** Null for those who may only look. */
  readonly options: Arriving<EnableOptions | null> | null;
  /** Null where nobody looks for them. */
  readonly orphans: Arriving<OrphanList> | null;
  readonly report: Arriving<PrerequisitesReport>;
};

/**
 * Waits for nothing that Microsoft has yet to say.
 *
 * @param firstOrphan how many applications without a connector to pass over; null looks for none
 */
export async function getSiemParts(firstOrphan: number | null): Promise<SiemParts> {
  const { session } = await requireViewer();
  const [endpoint, options, orphans, report] = await Promise.all([
    getDetectionsEndpoint(),
    authorizeOperator(session) ? arriving(getEnableOptions()) : null,
    firstOrphan === null ? null : arriving(listOrphans(firstOrphan)),
    arriving(getPrerequisites()),
  ]);
  return { endpoint, options, orphans, report };
}
