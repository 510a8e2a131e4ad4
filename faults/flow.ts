import type { FaultContext } from './fault-context';

/** What the person sees at the end of a try. */
export type Outcome =
  | {
      readonly ok: true;
      /** Objects that could not be removed, named to the person. */ readonly named: readonly string[];
    }
  | { readonly ok: false; readonly cause: string; readonly requestId: string | null };

/** One outgoing call of a flow. */
export type Call = {
  readonly name: string;
  readonly method: string;
  /** Regular expression for the path. */
  readonly path: string;
  /** How many calls of the same kind come before it. */
  readonly skip?: number;
  /** Travels inside a batch: it cannot lose its connection alone. */
  readonly inBatch?: true;
  /** How many calls a lasting fault meets, each with a clock of its own. */
  readonly clock?: number;
  /** Nothing on the page depends on its answer. */
  readonly isKeptForLater?: true;
  /** How often a lasting fault happens at most. */
  readonly longest?: number;
};

export type Flow = {
  readonly name: string;
  readonly calls: readonly Call[];
  /** Everything that the page may say. */
  readonly causes: readonly string[];
  /** What there is before the flow; once for all its runs. */
  readonly prepare: (faultContext: FaultContext) => Promise<void>;
  /** What the person does first, such as signing in; gives the work itself, which meets the fault. */
  readonly begin: (faultContext: FaultContext) => Promise<() => Promise<Outcome>>;
  /** The other way out, where the page offers it. */
  readonly undo?: (faultContext: FaultContext) => Promise<Outcome>;
};
