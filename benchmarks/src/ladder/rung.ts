// One way to compute something, ready to be timed; and the check that it computes the same as the first.
import { BenchmarkError } from '../benchmark-error.ts';

export interface Rung {
  readonly name: string;
  /** Computes it once. */
  run(): void;
  /** What the last run gave. */
  result(): Float32Array;
}

/** Rungs from the ground up. */
export interface Ladder {
  /** What is computed, for a heading. */
  readonly subject: string;
  /** Additions and multiplications of the plain definition. */
  readonly operations: number;
  readonly rungs: readonly Rung[];
}

/**
 * Runs each rung once and compares it with the first.
 *
 * @throws BenchmarkError WRONG_RESULT where a number is off by more than `tolerance` of the largest
 */
export function checkLadder({ subject, rungs }: Ladder, tolerance = 1e-4): void {
  const results = rungs.map((rung) => {
    rung.run();
    return rung.result();
  });
  const [truth] = results;
  const largest = truth.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  results.forEach((result, index) => {
    const error = truth.reduce((most, value, i) => Math.max(most, Math.abs(value - result[i])), 0);
    if (result.length === truth.length && error <= tolerance * largest) return;
    throw new BenchmarkError(
      'WRONG_RESULT',
      `${subject}: ${rungs[index].name} differs by ${error} from ${rungs[0].name}, allowed ${tolerance * largest}.`,
    );
  });
}
