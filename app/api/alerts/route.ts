import { getDetections } from '@/lib/detections/detections-handler';

/** The retired SIEM API, as a stream of today's alerts. @see docs/detections-api.md */
export function GET(request: Request): Promise<Response> {
  return getDetections(request);
}

/** Next would answer it with GET, whose stream nobody then reads. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET' } });
}
