// Sum and Mean on the wasm backend against the naive twin.
import { mean, type Rank, reshape, sum, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOver } from '../../reference/reduction/sum.ts';
import { expectGradients } from '../../testing/numerical-gradient.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { expectClose, sumTolerance } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';
import { passesOver } from './over-axes.ts';

useWasm();

interface SumCase {
  readonly shape: number[];
  readonly axes: number[];
  readonly keepDims?: boolean;
  readonly seed?: number;
}

function check({ shape, axes, keepDims = false, seed = 1 }: SumCase): void {
  tidy(() => {
    const x = randomTensor<Rank>(shape, seed);
    const terms = axes.reduce((product, axis) => product * shape[axis], 1);
    const sums = sumOver(x.dataSync(), { shape, axes });
    const summed = sum(x, axes, keepDims);
    const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
    expect(summed.shape).toEqual(keepDims ? kept : shape.filter((_, axis) => !axes.includes(axis)));
    expectClose(summed.dataSync(), sums, sumTolerance(terms));
    const means = sums.map((total) => total / terms);
    if (terms > 0) expectClose(mean(x, axes, keepDims).dataSync(), means, sumTolerance(2));
  });
}

const cases: fc.Arbitrary<SumCase> = fc
  .array(fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 16, 19), { minLength: 1, maxLength: 4 })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      axes: fc.subarray([...shape.keys()], { minLength: 1 }),
      keepDims: fc.boolean(),
      seed: fc.nat(),
    }),
  );

describe('Sum and Mean', () => {
  it('equal the naive loop over any set of axes', () => {
    fc.assert(fc.property(cases, check), { seed: 101, numRuns: 300 });
  });

  it('equal it over long and wide axes', () => {
    for (const shape of [[10007], [3001, 2], [1003, 5], [999, 33], [2, 8209], [3, 701, 6]]) {
      for (const axis of shape.keys()) check({ shape, axes: [axis] });
    }
  });

  it('give floats exactly where the sum is exact, however long', () => {
    tidy(() => {
      const ones = tensor(new Float32Array(2 ** 20).fill(1));
      expect(sum(ones).dataSync()[0]).toBe(2 ** 20);
      expect([...sum(reshape(ones, [2 ** 19, 2]), 0).dataSync()]).toEqual([2 ** 19, 2 ** 19]);
    });
  });

  it('carry NaN and infinities on to their sums, and to no other', () => {
    const { NaN: none, POSITIVE_INFINITY: infinity } = Number;
    tidy(() => {
      const x = tensor([1, none, infinity, 2, 3, -infinity, 4, 5, infinity], [3, 3]);
      expect([...sum(x, 0).dataSync()]).toEqual([7, none, none]);
      expect([...mean(x, 1).dataSync()]).toEqual([none, -infinity, infinity]);
    });
  });

  it('take a mean of numbers whose sum no float holds', () => {
    expect(tidy(() => mean(tensor([3e38, 3e38, 3e38])).dataSync()[0])).toBeCloseTo(3e38, -33);
  });

  it('sum nothing to 0, integers to integers and truth values to counts', () => {
    tidy(() => {
      expect([...sum(zeros([0, 2]), 0).dataSync()]).toEqual([0, 0]);
      expect([...mean(zeros([0, 2]), 0).dataSync()]).toEqual([0, 0]);
      const integers = sum(tensor([3, -5, 7], [3], 'int32'));
      expect([integers.dtype, ...integers.dataSync()]).toEqual(['int32', 5]);
      const counts = sum(tensor([true, false, true], [3], 'bool'));
      expect([counts.dtype, ...counts.dataSync()]).toEqual(['int32', 2]);
      const means = mean(tensor([3, -5, 7, 1], [4], 'int32'));
      expect([means.dtype, ...means.dataSync()]).toEqual(['float32', 1.5]);
    });
  });

  it('have the gradients that differences have', () => {
    for (const axes of [[0], [1, 2], [0, 2]]) {
      for (const reduce of [sum, mean]) {
        expectGradients({
          forward: (x) => reduce(x, axes),
          inputs: [randomTensor<Rank.R3>([3, 4, 5], 1)],
          step: 0.5,
          tolerance: { atol: 2e-5, rtol: 1e-5 },
        });
      }
    }
  });
});

describe('passesOver', () => {
  it('takes neighbouring axes together, the last first', () => {
    expect(passesOver([2, 3, 4, 5], [0, 1, 3])).toEqual([
      { outer: 24, length: 5, inner: 1 },
      { outer: 1, length: 6, inner: 4 },
    ]);
    expect(passesOver([2, 3], [])).toEqual([{ outer: 1, length: 1, inner: 6 }]);
    expect(passesOver([], [])).toEqual([{ outer: 1, length: 1, inner: 1 }]);
  });
});
