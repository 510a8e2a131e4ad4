import 'server-only';
import { requireViewer } from '@/lib/session/session-queries';
import { type DetectionsEndpoint, detectionsEndpoint } from './detections-endpoint';

/** Whether the detections API is on, and where, for everybody who may look. */
export async function getDetectionsEndpoint(): Promise<DetectionsEndpoint> {
  await requireViewer();
  return detectionsEndpoint();
}
