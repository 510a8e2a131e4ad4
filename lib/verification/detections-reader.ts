import 'server-only';
import { detectionsEndpoint } from '@/lib/connector/detections-endpoint';
import { tryDetections } from '@/lib/detections/detections-handler';
import { REQUEST_ID_HEADER } from '@/lib/request/current-request';
import type { ReadDetections } from '@/lib/directory/directory-context';

const DETECTIONS_TIMEOUT_MS = 20_000;

/** In this process: whether the portal's address can be reached from outside, no call from here could show. */
export function detectionsReader(requestId: string): ReadDetections {
  return (query, accessToken) =>
    tryDetections(
      new Request(`${detectionsEndpoint().url}${query}`, {
        headers: { authorization: `Bearer ${accessToken}`, [REQUEST_ID_HEADER]: requestId },
        signal: AbortSignal.timeout(DETECTIONS_TIMEOUT_MS),
      }),
    );
}
