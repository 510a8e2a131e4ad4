/** One way of doing the work. */
export type Contender = { readonly name: string; readonly run: () => unknown };

export type Comparison = {
  readonly what: string;
  /** What the others are measured against, in the same run. */
  readonly baseline: Contender;
  readonly others: readonly Contender[];
  readonly rounds: number;
};

/**
 * Runs every contender once unmeasured, then all of them in turn, round after round, so that a busy moment of the
 * machine meets each alike. Prints the median time of each and its ratio to the baseline.
 */
export async function compare({ what, baseline, others, rounds }: Comparison): Promise<void> {
  const contenders = [baseline, ...others].map((contender) => ({ ...contender, times: new Array<number>() }));
  for (const { run } of contenders) await run();
  for (let round = 0; round < rounds; round += 1) {
    for (const { run, times } of contenders) {
      const began = performance.now();
      await run();
      times.push(performance.now() - began);
    }
  }
  const results = contenders.map(({ name, times }) => ({ name, median: median(times) }));
  const reference = results[0]?.median ?? Number.NaN;
  console.log(`\n${what} (median of ${rounds} rounds)`);
  for (const result of results) console.log(line(result, reference));
}

function line({ name, median: time }: { readonly name: string; readonly median: number }, reference: number): string {
  return `  ${name.padEnd(44)} ${time.toFixed(2).padStart(9)} ms ${(time / reference).toFixed(2).padStart(8)} ×`;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
