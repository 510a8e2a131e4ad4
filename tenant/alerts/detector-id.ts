import { guidFor } from '../store/object-key';
import type { DetectedAlert } from './alert-model';

/** One detector finds everything of one pattern. */
export function detectorIdOf({ pattern }: Pick<DetectedAlert, 'pattern'>): string {
  return guidFor(`detector/${pattern.title}`);
}
