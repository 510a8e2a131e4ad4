import type { StepProblem } from '../lib/connector/connector';
import type { GraphContext } from '../lib/graph/graph-context';
import type { RetryContext } from '../lib/http/retry';

export const connectSteps = [
  'read',
  'application',
  'servicePrincipal',
  'consent',
  'credential',
  'settings',
  'undo',
] as const;

export type ConnectStep = (typeof connectSteps)[number];

/** What stopped a run, and where. What was done before it stays, and is found by the next run. */
export type ConnectProblem = {
  readonly step: ConnectStep;
  readonly problem: StepProblem;
};

/** Everything that the work needs from outside. */
export type ConnectContext = {
  readonly graph: GraphContext;
  readonly clock: RetryContext;
  /** One line for the person. */
  readonly say: (line: string) => void;
};
