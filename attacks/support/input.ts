import type { Answer } from './send';

/** One place where a stranger's value enters. */
export type Input = {
  readonly name: string;
  readonly values: readonly unknown[];
  /** @returns null for a value that cannot be sent there */
  readonly send: (value: unknown) => Promise<Answer> | null;
};
