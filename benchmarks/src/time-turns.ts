// Times several functions in turns: the first, the second, the first again. What slows the machine down for a while
// slows all of them.

export interface TurnTimes {
  /** At least so many; more, until `budgetMilliseconds` have passed. */
  readonly rounds: number;
  /** 0 by default. */
  readonly budgetMilliseconds?: number;
  /** A turn calls its function as often as fits into this; once at least. */
  readonly turnMilliseconds: number;
  /** A clock in milliseconds; `performance.now` by default. */
  readonly now?: () => number;
}

/** Milliseconds of one call, for each function a list with one entry a round. */
export function timeTurns(works: readonly (() => void)[], options: TurnTimes): number[][] {
  const { rounds, budgetMilliseconds = 0, turnMilliseconds, now = () => performance.now() } = options;
  const call = (work: () => void, count: number) => {
    const began = now();
    for (let i = 0; i < count; i++) work();
    return (now() - began) / count;
  };
  const counts = works.map((work) => {
    call(work, 1);
    return Math.max(1, Math.min(100_000, Math.floor(turnMilliseconds / call(work, 1))));
  });
  const times = works.map((): number[] => []);
  const end = now() + budgetMilliseconds;
  for (let round = 0; round < rounds || now() < end; round++) {
    works.forEach((work, index) => {
      times[index].push(call(work, counts[index]));
    });
  }
  return times;
}
