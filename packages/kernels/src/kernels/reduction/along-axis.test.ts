// ArgMax, ArgMin, Cumsum and Cumprod on the wasm backend against the naive twin, line by line.
import { argMax, argMin, cumprod, cumsum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alongAxis } from '../../reference/reduction/along-axis.ts';
import { drawnShape, sizeOf } from '../../testing/drawn-shape.ts';
import { randomValues } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

interface LineCase {
  readonly shape: number[];
  readonly axis: number;
  readonly seed: number;
}

const cases: fc.Arbitrary<LineCase> = drawnShape({ maxAxes: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axis: fc.integer({ min: 0, max: shape.length - 1 }),
    seed: fc.nat(),
  }),
);

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

// In steps of a sixteenth, so that the largest is there several times; one in sixteen is NaN or infinite.
function numbers({ shape, seed }: LineCase): Tensor {
  const count = sizeOf(shape);
  const values = randomValues(count, seed).map((x, i) => {
    if (x > 7 / 8) return [nan, infinity, -infinity][i % 3];
    return Math.round(16 * x) / 16;
  });
  return tensor(values, shape);
}

// The first that no other beats, which NaN neither does nor lets happen to it.
function place(beats: (a: number, b: number) => boolean): (line: number[]) => number[] {
  return (line) => [line.reduce((best, x, i) => (beats(x, line[best]) ? i : best), 0)];
}

describe.each([
  ['ArgMax', argMax, place((a, b) => a > b)],
  ['ArgMin', argMin, place((a, b) => a < b)],
] as const)('%s', (_, of, naive) => {
  const check = (drawn: LineCase) =>
    tidy(() => {
      const x = numbers(drawn);
      const places = of(x, drawn.axis);
      expect(places.dtype).toBe('int32');
      expect([...places.dataSync()]).toEqual(alongAxis(x.dataSync(), drawn, naive));
    });

  it('is the first of the best along any axis, whatever is NaN', () => {
    fc.assert(fc.property(cases, check), { seed: 103, numRuns: 300 });
  });

  it('is that of long lines, and of whole numbers', () => {
    for (const shape of [[10007], [1003, 5], [5, 1003]])
      for (const axis of shape.keys()) check({ shape, axis, seed: 4 });
    expect(tidy(() => [...of(tensor([3, 1, 5, 1, 5], [5], 'int32')).dataSync()])).toEqual([
      of === argMax ? 2 : 1,
    ]);
  });
});

describe.each([
  ['Cumsum', cumsum, (a: number, b: number) => a + b, 0],
  ['Cumprod', cumprod, (a: number, b: number) => a * b, 1],
] as const)('%s', (_, of, combine, nothing) => {
  it('rounds as one number after another does, along any axis, either way, with each number or without', () => {
    const check = (drawn: LineCase, exclusive: boolean, reverse: boolean) =>
      tidy(() => {
        const x = numbers(drawn);
        const expected = alongAxis(x.dataSync(), drawn, (line) => {
          let total: number = nothing;
          const totals = (reverse ? line.toReversed() : line).map((value) => {
            const before = total;
            total = Math.fround(combine(total, value));
            return exclusive ? before : total;
          });
          return reverse ? totals.toReversed() : totals;
        });
        expectClose(of(x, drawn.axis, exclusive, reverse).dataSync(), expected, EXACT);
      });
    fc.assert(fc.property(cases, fc.boolean(), fc.boolean(), check), { seed: 104, numRuns: 300 });
  });
});
