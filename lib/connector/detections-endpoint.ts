import 'server-only';
import { environment } from '@/lib/env';

/** The detections API of this portal, as a SIEM is told of it. */
export type DetectionsEndpoint = {
  /** The setting DETECTIONS_API. Switched off, it answers nobody. */
  readonly on: boolean;
  readonly url: string;
};

export function detectionsEndpoint(): DetectionsEndpoint {
  const { DETECTIONS_API, PORTAL_URL } = environment();
  return { on: DETECTIONS_API === 'on', url: `${PORTAL_URL}/api/alerts` };
}
