// Max, Min, Prod, All and Any on the wasm backend against the naive twin.
import {
  all,
  any,
  greater,
  max,
  min,
  prod,
  type Rank,
  type Tensor,
  tensor,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceAlongAxes } from '../../reference/reduction/along-axis.ts';
import { drawnShape, sizeOf } from '../../testing/drawn-shape.ts';
import { randomTensor, randomValues } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

interface ReductionCase {
  readonly shape: number[];
  readonly axes: number[];
  readonly keepDims?: boolean;
  readonly seed?: number;
}

const cases: fc.Arbitrary<ReductionCase> = drawnShape({ maxAxes: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc.subarray([...shape.keys()], { minLength: 1 }),
    keepDims: fc.boolean(),
    seed: fc.nat(),
  }),
);

const long: ReductionCase[] = [[10007], [3001, 2], [1003, 5], [999, 33], [2, 8209], [3, 701, 6]].flatMap(
  (shape) => [...shape.keys()].map((axis) => ({ shape, axes: [axis] })),
);

// One number in sixteen is special, so that some lines have none of them.
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const SPECIAL = [nan, infinity, -infinity, 0, -0, 1];

function numbers(shape: number[], seed: number): Tensor {
  const count = sizeOf(shape);
  const places = randomValues(count, seed + 1);
  const values = randomValues(count, seed).map((x, i) =>
    places[i] > 7 / 8 ? SPECIAL[Math.floor((places[i] - 7 / 8) * 48)] : x,
  );
  return tensor(values, shape);
}

interface Reduction {
  readonly of: (x: Tensor, axes: number[], keepDims: boolean) => Tensor;
  readonly naive: (line: number[]) => number;
  readonly input: (shape: number[], seed: number) => Tensor;
}

const extreme = (naive: (...line: number[]) => number) => (line: number[]) =>
  line.length === 0 ? nan : naive(...line);
const truths = (shape: number[], seed: number) => {
  const bound = seed % 3 === 0 ? 0 : seed % 3 === 1 ? -0.999 : 0.999;
  return greater(randomTensor<Rank>(shape, seed), bound);
};

const reductions: Record<string, Reduction> = {
  Max: { of: max, naive: extreme(Math.max), input: numbers },
  Min: { of: min, naive: extreme(Math.min), input: numbers },
  All: { of: all, naive: (line) => +(line.length > 0 && line.every(Boolean)), input: truths },
  Any: { of: any, naive: (line) => +line.some(Boolean), input: truths },
  // Between -2 and -1 or 1 and 2, of a few: no product is lost below the smallest float.
  Prod: {
    of: prod,
    naive: (line) => line.reduce((product, x) => product * x, 1),
    input: (shape, seed) =>
      tensor(
        randomValues(sizeOf(shape), seed).map((x) => x + Math.sign(x)),
        shape,
      ),
  },
};

describe.each(Object.entries(reductions))('%s', (name, { of, naive, input }) => {
  const check = ({ shape, axes, keepDims = false, seed = 1 }: ReductionCase) =>
    tidy(() => {
      const x = input(shape, seed);
      const expected = reduceAlongAxes(x.dataSync(), { shape, axes }, naive);
      const found = of(x, axes, keepDims);
      const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
      expect(found.shape).toEqual(keepDims ? kept : shape.filter((_, axis) => !axes.includes(axis)));
      expectClose(
        found.dataSync(),
        Float32Array.from(expected),
        name === 'Prod' ? { atol: 0, rtol: 1e-6 } : EXACT,
      );
    });

  it('equals the naive loop over any set of axes', () => {
    fc.assert(fc.property(cases, check), { seed: 102, numRuns: 300 });
  });

  it('equals it over long and wide axes', () => {
    for (const one of long) for (const seed of [0, 1, 2]) check({ ...one, seed });
  });

  it('reduces all axes where none is named', () => {
    tidy(() => {
      const x = input([3, 4], 5);
      const [expected] = reduceAlongAxes(x.dataSync(), { shape: [12], axes: [0] }, naive);
      expectClose((of as (x: Tensor) => Tensor)(x).dataSync(), Float32Array.of(expected), {
        atol: 0,
        rtol: 1e-6,
      });
    });
  });
});

it('reductions of whole numbers are whole numbers, and of none as on the cpu backend', () => {
  tidy(() => {
    const whole = tensor([3, -5, 7], [3], 'int32');
    for (const [of, expected] of [
      [max, 7],
      [min, -5],
      [prod, -105],
    ] as const)
      expect([of(whole).dtype, ...of(whole).dataSync()]).toEqual(['int32', expected]);
    expect([...prod(zeros([0, 2]), 0).dataSync()]).toEqual([1, 1]);
    expect([...max(zeros([0, 2]), 0).dataSync()]).toEqual([nan, nan]);
    expect([...prod(zeros([0, 2], 'int32'), 0).dataSync()]).toEqual([1, 1]);
  });
});
