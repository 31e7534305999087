// For tests: a compiled loss against its reference, with and without weights: the sum, and the gradient by differences in 64
// bits.
import { type KernelMemory, kernelMemory } from './kernel-memory.ts';
import { expectClose } from './tolerance.ts';
import { uniform } from './uniform.ts';

export interface LossCase {
  readonly rows: number;
  readonly size: number;
  readonly y: readonly number[];
  readonly t: readonly number[];
}

/** Outputs and targets [rows, size] from uniform random numbers. */
export function drawn(
  rows: number,
  size: number,
  output: (u: number) => number,
  target: (u: number) => number,
): LossCase {
  const draw = (seed: number, of: (u: number) => number) =>
    Array.from({ length: rows * size }, (_, i) => Math.fround(of(uniform(i + seed))));
  return { rows, size, y: draw(0, output), t: draw(10_000, target) };
}

/** Of six rows. */
export const weights = [0.5, 2, 0, 1.25, 1, 3].map(Math.fround);
/** The factor on the gradient. */
export const SCALE = 0.75;

/** What a loss kernel takes beside its own numbers. */
export interface LossAddresses {
  readonly outputs: number;
  readonly targets: number;
  readonly weights: number;
  readonly gradient: number;
  readonly total: number;
}
export type RunLoss = (kernels: KernelMemory['kernels'], addresses: LossAddresses) => void;
export type RowLoss = (y: readonly number[], t: readonly number[]) => number;

/**
 * Runs a loss with and without weights, where it must add its sum to what is there, and checks the gradient against
 * differences of the reference, `step` to either side.
 */
export function expectLoss({ rows, size, y, t }: LossCase, run: RunLoss, loss: RowLoss, step = 1e-6): void {
  for (const weight of [undefined, weights]) {
    const memory = kernelMemory();
    const [outputs, targets, gradient] = [y, t, y].map((values) => memory.floats(values));
    const total = memory.doubles(1);
    const addresses = { outputs, targets, weights: weight ? memory.floats(weight) : 0, gradient, total };
    run(memory.kernels, { ...addresses, gradient: 0 });
    const row = (values: readonly number[], index: number) => values.slice(index * size, (index + 1) * size);
    const expected = Array.from(
      { length: rows },
      (_, i) => (weight?.[i] ?? 1) * loss(row(y, i), row(t, i)),
    ).reduce((sum, value) => sum + value);
    const tolerance = { atol: 1e-6 * rows * size, rtol: 2e-6 };
    expectClose(memory.readDoubles(total, 1), [expected], tolerance);
    run(memory.kernels, addresses);
    expectClose(memory.readDoubles(total, 1), [2 * expected], tolerance);
    const slopes = y.map((value, i) => {
      const index = Math.floor(i / size);
      const at = (moved: number) => loss(row(y.with(i, moved), index), row(t, index));
      return ((at(value + step) - at(value - step)) / (2 * step)) * SCALE * (weight?.[index] ?? 1);
    });
    expectClose(memory.readFloats(gradient, y.length), slopes, { atol: 3e-5, rtol: 3e-5 });
  }
}

/** From -2 to 2. */
export const anything = (u: number) => 4 * u - 2;
/** From 0.02 to 0.98. */
export const probability = (u: number) => 0.02 + 0.96 * u;
/** From 0.1 to 5.1. */
export const positive = (u: number) => 0.1 + 5 * u;
/** -1 or 1. */
export const sign = (u: number) => (u < 0.5 ? -1 : 1);
