import { getDetections } from '@/lib/detections/detections-handler';

/** The retired SIEM API, as a stream of today's alerts. No HEAD: nobody would read it. @see docs/detections-api.md */
export function GET(request: Request): Promise<Response> {
  return getDetections(request);
}
