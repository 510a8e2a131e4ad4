/** What became of the attacks of one group. */
export type GroupResult = {
  readonly id: string;
  readonly title: string;
  readonly tried: number;
  /** What each attack that got further than it may was, and what it got. */
  readonly wrong: readonly string[];
};

export type Tally = {
  /** Counts one attack. `got` is what is told of it when it went wrong. */
  readonly count: (attack: string, isAsItMustBe: boolean, got?: unknown) => void;
  readonly result: () => GroupResult;
};

export function tally(id: string, title: string): Tally {
  let tried = 0;
  const wrong: string[] = [];
  return {
    count(attack, isAsItMustBe, got = '') {
      tried += 1;
      if (!isAsItMustBe) wrong.push(`${attack}: ${String(got).slice(0, 200)}`);
    },
    result: () => ({ id, title, tried, wrong }),
  };
}
