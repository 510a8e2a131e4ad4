import type { StepProblem } from '@/lib/connector/connector';
import { isAnsweredAlike } from '@/lib/doctor/portal-words';

const over: readonly StepProblem['cause'][] = ['removing', 'purged', 'deleted'];

/** Whether the same work once more can end otherwise: by itself, or after what the words say was done. */
export function canTryAgain({ cause, finding }: StepProblem): boolean {
  if (cause === 'signInAgain') return true;
  return !over.includes(cause) && !isAnsweredAlike(finding);
}
