// UnsortedSegmentSum on the wasm backend against the naive twin, and gather's gradient, which is made of it.
import {
  gather,
  type Rank,
  type Tensor2D,
  tensor,
  tensor1d,
  tidy,
  unsortedSegmentSum,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentSum } from '../../reference/reduction/segment-sum.ts';
import { expectGradients } from '../../testing/numerical-gradient.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { expectClose, sumTolerance } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

interface SegmentCase {
  readonly ids: number[];
  readonly row: number[];
  readonly segments: number;
  readonly seed: number;
}

const cases: fc.Arbitrary<SegmentCase> = fc.record({
  ids: fc.array(fc.integer({ min: -2, max: 9 }), { maxLength: 40 }),
  row: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
  segments: fc.integer({ min: 1, max: 8 }),
  seed: fc.nat(),
});

function check({ ids, row, segments, seed }: SegmentCase): void {
  const length = row.reduce((product, size) => product * size, 1);
  tidy(() => {
    const x = randomTensor<Rank>([ids.length, ...row], seed);
    const y = unsortedSegmentSum(x, tensor1d(ids, 'int32'), segments);
    expect(y.shape).toEqual([segments, ...row]);
    expect(y.dtype).toBe('float32');
    const expected = segmentSum(x.dataSync(), { ids, length, segments });
    expectClose(y.dataSync(), expected, sumTolerance(ids.length));
  });
}

describe('UnsortedSegmentSum', () => {
  it('equals the naive loop, and leaves out ids below 0 and beyond the last segment', () => {
    fc.assert(fc.property(cases, check), { seed: 81, numRuns: 200 });
  });

  it('takes no rows, and rows of nothing', () => {
    check({ ids: [], row: [3], segments: 2, seed: 1 });
    tidy(() => {
      const none = unsortedSegmentSum(tensor([], [3, 0]), tensor1d([0, 1, 0], 'int32'), 2);
      expect(none.shape).toEqual([2, 0]);
    });
  });

  it('gives floats for integers, as the cpu backend does', () => {
    tidy(() => {
      const y = unsortedSegmentSum(tensor1d([1, 2, 4], 'int32'), tensor1d([1, 1, 0], 'int32'), 2);
      expect(y.dtype).toBe('float32');
      expect([...y.dataSync()]).toEqual([4, 3]);
    });
  });

  it('keeps NaN within its segment, where the cpu backend spreads it over all', () => {
    tidy(() => {
      const y = unsortedSegmentSum(tensor1d([Number.NaN, 2, 4]), tensor1d([0, 1, 1], 'int32'), 2);
      expect([...y.dataSync()]).toEqual([Number.NaN, 6]);
    });
  });

  it('refuses ids that are not one for each row', () => {
    tidy(() => {
      const x = randomTensor<Rank.R2>([3, 2], 1);
      expect(() => unsortedSegmentSum(x, tensor1d([0, 1], 'int32'), 2)).toThrowErrorMatchingInlineSnapshot(
        `[KernelError: unsortedSegmentSum takes one segment id for each row of x; received ids [2] and x [3,2]. Give it ids of rank 1, as many as x is long.]`,
      );
    });
  });
});

describe('the gradient of gather', () => {
  it.each([0, 1])('equals differences along axis %i, with rows read twice and not at all', (axis) => {
    expectGradients({
      forward: (x) => gather(x as Tensor2D, tensor1d([2, 0, 2, 3], 'int32'), axis),
      inputs: [randomTensor<Rank.R2>([5, 4], 1)],
      step: 0.5,
      tolerance: { atol: 2e-5, rtol: 1e-5 },
    });
  });
});
