import type { ServiceError } from '@/lib/http/service-error';

/** Ends an answer that is under way. Its message reaches the log, so it says nothing but the kind. */
export class UpstreamInterrupted extends Error {
  override readonly name = 'UpstreamInterrupted';
  readonly problem: ServiceError;

  constructor(problem: ServiceError) {
    super(`The answer is incomplete: ${problem.kind}`);
    this.problem = problem;
  }
}
