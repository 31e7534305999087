// BatchMatMul on the wasm backend against the naive twin.
import { matMul, type Rank, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matMul as naiveMatMul, transpose } from '../../reference/product/mat-mul.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { expectClose, sumTolerance } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';
import { broadcastOffsets } from './BatchMatMul.ts';

useWasm();

interface ProductCase {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly aBatch?: readonly number[];
  readonly bBatch?: readonly number[];
  readonly seed?: number;
}

const orientations = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB) => ({ transposeA, transposeB })),
);

function check({ m, k, n, transposeA, transposeB, aBatch = [], bBatch = [], seed = 1 }: ProductCase): void {
  tidy(() => {
    const a = randomTensor<Rank>([...aBatch, ...(transposeA ? [k, m] : [m, k])], seed);
    const b = randomTensor<Rank>([...bBatch, ...(transposeB ? [n, k] : [k, n])], seed + 1);
    const c = matMul(a, b, transposeA, transposeB);
    const batch = c.shape.slice(0, -2);
    expect(c.shape).toEqual([...batch, m, n]);
    const products = indices(batch).flatMap((index) =>
      Array.from(naiveMatMul(matrixAt(a, index, transposeA), matrixAt(b, index, transposeB)).values),
    );
    expectClose(c.dataSync(), products, sumTolerance(k));
  });
}

// All index tuples of a batch, in order.
function indices(batch: readonly number[]): number[][] {
  return batch.reduce<number[][]>(
    (found, length) => found.flatMap((index) => Array.from({ length }, (_, i) => [...index, i])),
    [[]],
  );
}

// The matrix that broadcasting puts at `index`.
function matrixAt(operand: Tensor, index: readonly number[], transposed: boolean) {
  const [rows, columns] = operand.shape.slice(-2);
  const batch = operand.shape.slice(0, -2);
  const own = index.slice(index.length - batch.length).map((at, axis) => (batch[axis] === 1 ? 0 : at));
  const place = own.reduce((at, step, axis) => at * batch[axis] + step, 0);
  const values = operand.dataSync().subarray(place * rows * columns, (place + 1) * rows * columns);
  const matrix = { rows, columns, values };
  return transposed ? transpose(matrix) : matrix;
}

describe('BatchMatMul', () => {
  it('equals the naive loops for any small shape in all four orientations', () => {
    const side = fc.integer({ min: 1, max: 20 });
    const cases = fc.record({
      m: side,
      k: side,
      n: side,
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      seed: fc.nat(),
    });
    fc.assert(fc.property(cases, check), { seed: 41, numRuns: 200 });
  });

  it.each(orientations)('equals them around the edges of tiles and blocks: %j', (orientation) => {
    for (const k of [1, 7, 383, 384, 385, 769]) check({ m: 5, k, n: 9, ...orientation });
    for (const n of [511, 512, 513, 1031]) check({ m: 3, k: 11, n, ...orientation });
    for (const m of [63, 64, 65, 131]) check({ m, k: 13, n: 17, ...orientation });
    check({ m: 67, k: 389, n: 521, ...orientation });
    // Rows as long as a page and longer: from there on they are packed.
    for (const k of [1024, 1025]) check({ m: 6, k, n: 67, ...orientation });
    check({ m: 1, k: 1, n: 1, ...orientation });
  });

  it('repeats what is broadcast over the batch', () => {
    const batches = fc.constantFrom<[readonly number[], readonly number[]]>(
      [[3], [3]],
      [[3], [1]],
      [[1], [3]],
      [[3], []],
      [[], [3]],
      [
        [2, 3],
        [2, 3],
      ],
      [[2, 3], [3]],
      [
        [2, 1],
        [1, 3],
      ],
      [
        [1, 3],
        [2, 1],
      ],
      [
        [2, 3, 2],
        [3, 1],
      ],
      [[1, 1], [2]],
    );
    const cases = fc.tuple(batches, fc.constantFrom(...orientations));
    fc.assert(
      fc.property(cases, ([[aBatch, bBatch], orientation]) =>
        check({ m: 3, k: 5, n: 4, aBatch, bBatch, ...orientation }),
      ),
      { seed: 42, numRuns: 60 },
    );
  });

  it.each(orientations)('gives zeros for no steps, and nothing for no rows or columns: %j', (orientation) => {
    check({ m: 3, k: 0, n: 5, ...orientation });
    check({ m: 0, k: 3, n: 5, ...orientation });
    check({ m: 3, k: 5, n: 0, ...orientation });
    check({ m: 2, k: 3, n: 4, aBatch: [0], bBatch: [0], ...orientation });
  });

  it('overwrites what stood in the memory of its output', () => {
    tidy(() => {
      for (let i = 0; i < 5; i++) {
        const stale = tensor([Number.NaN, Number.NaN, Number.NaN, Number.NaN], [2, 2]);
        stale.dispose();
        const zeros = matMul(tensor([], [2, 0]), tensor([], [0, 2]));
        expect([...zeros.dataSync()]).toEqual([0, 0, 0, 0]);
      }
    });
  });

  it('carries infinities and NaN on', () => {
    tidy(() => {
      const a = tensor([Number.POSITIVE_INFINITY, 0, Number.NaN, 1], [2, 2]);
      const b = tensor([1, 2, 3, 4], [2, 2]);
      const { POSITIVE_INFINITY, NaN: notANumber } = Number;
      expect([...matMul(a, b).dataSync()]).toEqual([
        POSITIVE_INFINITY,
        POSITIVE_INFINITY,
        notANumber,
        notANumber,
      ]);
    });
  });

  it('gives integers for integers, and counts for truth values', () => {
    tidy(() => {
      const product = matMul(tensor([1, -2, 3, 4], [2, 2], 'int32'), tensor([5, 6, 7, -8], [2, 2], 'int32'));
      expect(product.dtype).toBe('int32');
      expect([...product.dataSync()]).toEqual([-9, 22, 43, -14]);
      const counts = matMul(tensor([1, 1, 0, 1], [2, 2], 'bool'), tensor([1, 0, 1, 1], [2, 2], 'bool'));
      expect([...counts.dataSync()]).toEqual([2, 1, 1, 1]);
      const mixed = matMul(tensor([1, 2], [1, 2], 'int32'), tensor([0.5, 0.25], [2, 1]));
      expect(mixed.dtype).toBe('float32');
      expect([...mixed.dataSync()]).toEqual([1]);
    });
  });

  it('refuses matrices that do not meet', () => {
    tidy(() => {
      expect(() =>
        matMul(randomTensor([2, 3], 1), randomTensor([2, 3], 1)),
      ).toThrowErrorMatchingInlineSnapshot(
        `[KernelError: matMul sums over the columns of a and the rows of b, which must be equally many; received a [2,3] and b [2,3]. Transpose or reshape one of them.]`,
      );
    });
  });
});

describe('broadcastOffsets', () => {
  it('counts in matrices, and stands still where an axis has one', () => {
    expect(broadcastOffsets([2, 1], [2, 3], 10)).toEqual([0, 0, 0, 10, 10, 10]);
    expect(broadcastOffsets([3], [2, 3], 10)).toEqual([0, 10, 20, 0, 10, 20]);
    expect(broadcastOffsets([], [], 10)).toEqual([0]);
  });
});
