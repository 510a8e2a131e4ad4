import 'server-only';
import { requireViewer } from '@/lib/session/session-queries';
import { type DetectionsPlace, detectionsPlace } from './detections-wiring';

/** Whether the detections API is on, and where, for everybody who may look. */
export async function getDetectionsPlace(): Promise<DetectionsPlace> {
  await requireViewer();
  return detectionsPlace();
}
